using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>What a stand-in goes on from: the belief, with each car's place as the newest state tells it.</summary>
/// <param name="Mode">What goes on.</param>
/// <param name="Belief">The belief, with one car for each of the state's, in its order.</param>
/// <param name="SinceCrossing">Time since each car last crossed the line, s; null where unknown.</param>
/// <param name="FreshTyres">Cars that are in the pit lane and have their new tyres.</param>
internal sealed record StandInField(
    StandInMode Mode, RaceBelief Belief, ImmutableArray<double?> SinceCrossing, IReadOnlySet<string> FreshTyres)
{
    public static StandInField Read(SessionState state, RaceBelief belief)
    {
        var session = state.Session;
        var circuit = belief.Circuit ?? CircuitCatalogue.Find(session.CircuitName) ?? CircuitCatalogue.Find(session.MeetingName) ?? CircuitCatalogue.Generic;
        var clock = new StandInClock(state, circuit);
        var believed = (belief.Cars.IsDefault ? [] : belief.Cars).GroupBy(c => c.CarId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var runs = state.Cars.Where(c => Runs(c, state, circuit)).ToHashSet(ReferenceEqualityComparer.Instance);
        var leader = state.Cars.Where(runs.Contains).MinBy(c => c.Timing.Position ?? int.MaxValue);
        var cars = state.Cars.Select(car => CarOf(
            car, believed.GetValueOrDefault(car.CarId), state, clock, circuit, runs.Contains(car), ReferenceEquals(car, leader)));
        var mode = runs.Count == 0 ? StandInMode.Holding : ModeOf(state);
        return new StandInField(
            mode,
            belief with
            {
                Circuit = circuit,
                IsRace = session.IsRace,
                Underway = mode == StandInMode.Racing,
                LeaderLap = mode == StandInMode.Grid ? 0 : Math.Max(session.LeaderLap, 1),
                TotalLaps = belief.TotalLaps ?? session.TotalLaps,
                Cars = [.. cars],
            },
            [.. state.Cars.Select(clock.SinceCrossing)],
            state.Cars.Where(HasFreshTyres).Select(c => c.CarId).ToHashSet(StringComparer.Ordinal));
    }

    private static StandInMode ModeOf(SessionState state)
    {
        var (session, phase) = (state.Session, state.Session.Phase);
        if (phase is SessionPhase.Suspended or SessionPhase.Ended || state.Track.Status == TrackStatus.Red)
        {
            return StandInMode.Holding;
        }

        if (!session.IsRace)
        {
            return phase is SessionPhase.NotStarted or SessionPhase.Finished ? StandInMode.Holding : StandInMode.Circulating;
        }

        return state.FlagShown || phase is SessionPhase.Finished ? StandInMode.Finishing
            : phase is SessionPhase.Running || (phase is null && session.LeaderLap > 0) ? StandInMode.Racing
            : StandInMode.Grid;
    }

    // A car that has been in the pit lane of a race for much longer than a stop takes is not about to leave it; outside races a car in
    // the pit lane or its garage comes out when nobody knows.
    private static bool Runs(CarState car, SessionState state, CircuitProfile circuit)
    {
        const double LongestStop = 3;
        var inPit = car.Status == CarStatus.InPitLane;
        var parked = state.Session.IsRace
            ? inPit && car.PitVisits is [.., { EnteredAt: { } entered }]
                && (state.SessionTime - entered)?.TotalSeconds > LongestStop * circuit.PitLaneSeconds.Mean
            : inPit || car.KnockedOut;
        return car.Running && car.Condition.Stopped != true && !parked;
    }

    private static CarBelief CarOf(
        CarState car, CarBelief? believed, SessionState state, StandInClock clock, CircuitProfile circuit, bool runs, bool leads)
    {
        var gap = believed?.GapToLeaderSeconds ?? car.Timing.GapToLeader?.Time?.TotalSeconds;
        var compound = believed?.Tyres.Compound ?? Map(car.Tyres.Compound);
        var prior = circuit.Of(compound ?? TyreCompound.Medium);
        var told = believed ?? new CarBelief
        {
            CarId = car.CarId,
            Running = runs,
            StopsMade = car.StopCount,
            Tyres = new TyreBelief { DegradationSecondsPerLap = prior.DegradationSecondsPerLap, LifeLaps = prior.LifeLaps },
        };
        return told with
        {
            Position = car.Timing.Position ?? told.Position,
            LapsCompleted = car.Timing.LapsCompleted ?? told.LapsCompleted,
            Running = runs,
            InPitLane = runs && car.Status == CarStatus.InPitLane,
            GapToLeaderSeconds = gap,
            LapFraction = car.Status == CarStatus.Finished ? 0 : StandInClock.Measured(car) ?? (gap is null || leads || !state.Session.IsRace || car.Status == CarStatus.InPitLane
                ? clock.Fraction(car, told) : null),
            Tyres = told.Tyres with { Compound = compound, AgeLaps = told.Tyres.AgeLaps ?? car.Tyres.Age },
        };
    }

    // A stint was told that began with the visit to the pit lane that is going on.
    private static bool HasFreshTyres(CarState car) =>
        car.Status == CarStatus.InPitLane
        && car.SourceStints.Exists(s => s.VisitIndex is { } visit && visit == car.PitVisits.Count - 1);

    private static TyreCompound? Map(Compound? compound) => compound switch
    {
        Compound.Soft => TyreCompound.Soft,
        Compound.Medium => TyreCompound.Medium,
        Compound.Hard => TyreCompound.Hard,
        Compound.Intermediate => TyreCompound.Intermediate,
        Compound.Wet => TyreCompound.Wet,
        _ => null,
    };
}
