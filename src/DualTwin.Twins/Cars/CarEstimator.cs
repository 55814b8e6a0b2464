using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Behaviour;
using DualTwin.Twins.Field;
using DualTwin.Twins.Fuel;
using DualTwin.Twins.Laps;
using DualTwin.Twins.Pace;
using DualTwin.Twins.Stops;
using DualTwin.Twins.Tyres;
using DualTwin.Twins.Wear;

namespace DualTwin.Twins.Cars;

/// <summary>Makes and renews the twin of one car.</summary>
internal static class CarEstimator
{
    /// <summary>
    /// The twin of <paramref name="car"/> after this frame. Nothing changed: the same twin. No lap, stint, stop, tyre or context changed:
    /// only order, gap, place and what is measured all the time are read again. Else everything is estimated anew.
    /// </summary>
    public static CarTwin Renew(CarTwin? before, CarState car, SessionState state, CarState? leader, FieldContext context, bool contextChanged, FieldMemory memory)
    {
        if (before is not null && !contextChanged)
        {
            if (ReferenceEquals(before.Source, car))
            {
                return before;
            }

            if (!NeedsRefit(before.Source, car))
            {
                return before with { Source = car, Belief = BeliefNow(before, car, state, leader, context, memory) };
            }
        }

        return Estimate(before, car, state, leader, context, memory);
    }

    /// <summary>Whether something has happened to the car that its twin learns from.</summary>
    public static bool NeedsRefit(CarState before, CarState now) =>
        !ReferenceEquals(before.Laps, now.Laps)
        || !ReferenceEquals(before.Stints, now.Stints)
        || !ReferenceEquals(before.PitVisits, now.PitVisits)
        || before.Tyres.Compound != now.Tyres.Compound
        || before.Tyres.Age != now.Tyres.Age
        || before.Timing.LapsCompleted != now.Timing.LapsCompleted
        || before.Timing.GapToLeader?.Laps != now.Timing.GapToLeader?.Laps
        || before.Running != now.Running
        || before.CarId != now.CarId;

    /// <summary>
    /// What the twin believes at <paramref name="state"/>, in which nothing has happened to <paramref name="car"/> since: order, gap and
    /// place, and fuel and wear where a source measures them many times a second. They bear on nothing but themselves between two laps.
    /// </summary>
    public static CarBelief BeliefNow(CarTwin twin, CarState car, SessionState state, CarState? leader, FieldContext context, FieldMemory memory)
    {
        if (ReferenceEquals(twin.Source, car))
        {
            return twin.Belief;
        }

        var fuel = ReferenceEquals(twin.Source.Energy, car.Energy) ? twin.Belief.Fuel : FuelModel.Estimate(car, twin.Fuel, context, memory.Burn);
        var tyres = twin.Source.Tyres.Wear == car.Tyres.Wear && twin.Source.Tyres.WearByWheel == car.Tyres.WearByWheel
            ? twin.Belief.Tyres
            : WearReader.Keep(twin.Belief.Tyres, TyreEstimator.Estimate(car, twin.Pace, context));
        return Place(twin.Belief, fuel, tyres, car, state, leader);
    }

    private static CarTwin Estimate(CarTwin? before, CarState car, SessionState state, CarState? leader, FieldContext context, FieldMemory memory)
    {
        var pace = before is not null && FitHolds(before, car, context, memory) ? before.Pace : PaceEstimator.Fit(car, context);
        var fuel = (before?.Fuel ?? FuelHistory.None).After(car);
        var defence = before?.Defence ?? default;
        var wear = (before?.Wear ?? WearHistory.None).After(car, context.WearShape);
        var tyres = TyreEstimator.Estimate(car, pace, context);
        var own = before is not null && ReferenceEquals(before.Source.Laps, car.Laps) ? before.Own : OwnLaps.Read(car);

        // Where laps have changed in a race, a forecast is made anew when all cars are up to date, and the coming laps are put together from it then.
        var renewed = context.IsRace && !ReferenceEquals(own, before?.Own);
        var coming = renewed ? [] : NextLapReader.Coming(before?.Forecast, pace);
        var fuelNow = FuelModel.Estimate(car, fuel, context, memory.Burn);
        var tyresNow = before is not null ? WearReader.Keep(before.Belief.Tyres, tyres) : tyres;
        var belief = new CarBelief
        {
            CarId = car.CarId,
            Running = car.Running,
            CleanAirPaceSeconds = pace.Base,
            NextLapSeconds = NextLapReader.Estimate(before?.Forecast, pace),
            NextLap = NextLapReader.First(coming),
            ComingLaps = coming,
            LapNoiseSeconds = pace.LapNoiseSeconds,
            PaceDeltaSeconds = pace.Delta,
            Tyres = tyresNow,
            Fuel = fuelNow,
            StopsMade = car.StopCount,
            CompoundsUsed = CompoundsUsed.Dry(car),
            Behaviour = BehaviourEstimator.Estimate(car, pace, defence, context, memory.SlopeShift),
        };
        return new CarTwin
        {
            Source = car,
            Pace = pace,
            Own = own,
            Stops = OwnStops.Read(car),
            Forecast = before?.Forecast,
            Fuel = fuel,
            Wear = wear,
            Defence = defence,
            Belief = Place(belief, fuelNow, tyresNow, car, state, leader),
        };
    }

    // The laps are explained from laps, stints, fitted tyres and the distance; nothing else moves the explanation.
    private static bool FitHolds(CarTwin before, CarState car, FieldContext context, FieldMemory memory) =>
        ReferenceEquals(before.Source.Laps, car.Laps)
        && ReferenceEquals(before.Source.Stints, car.Stints)
        && before.Source.Tyres.Compound == car.Tyres.Compound
        && before.Source.Tyres.Age == car.Tyres.Age
        && memory.PaceBasis == PaceBasis.Of(context);

    private static CarBelief Place(
        CarBelief belief, FuelBelief? fuel, TyreBelief tyres, CarState car, SessionState state, CarState? leader) => belief with
    {
        Fuel = fuel,
        Tyres = tyres,
        Team = car.Identity.Team,
        Position = car.Timing.Position,
        LapsCompleted = car.Timing.LapsCompleted,
        InPitLane = car.Status == CarStatus.InPitLane,
        OnOutLap = car.Laps is [.., { PitIn: true }],
        LastCrossingSeconds = car.Timing.LastCrossing?.TotalSeconds,
        LapFraction = LapPlace.Fraction(car, state, belief.NextLapSeconds),
        GapToLeaderSeconds = LapPlace.GapToLeader(car, leader, state),
    };
}
