using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using CarCondition = DualTwin.RaceModel.Sampling.CarCondition;

namespace DualTwin.Sources.Simulator;

/// <summary>Makes the race that a stand-in tells: one of those that may follow from a state, from the moment of the state on.</summary>
internal static class StandInRace
{
    // Without a known length a lap is this long inside, and no speed is told.
    private const double AnyLapMetres = 5000;

    // Without a session clock practice goes on for this long.
    private const double LongestPracticeSeconds = 7200;

    // Who has taken the flag, or is out, has done so before everybody who does from now on.
    private const double LongAgoSeconds = -1000;

    private const ulong RunStream = 0x9E3779B97F4A7C15;

    public static SimulatedRace Build(SessionState state, StandInField field, ulong seed)
    {
        var begin = BeliefCondition.From(field.Belief, CircuitCatalogue.Figures.Field, seed, field.FreshTyres);
        var start = begin.Condition with
        {
            Raining = state.Track.Raining ?? begin.Condition.Raining,
            Cars = [.. begin.Condition.Cars.Select((car, i) => Crossed(car, state.Cars[i], field, i))],
        };
        var sampled = Sample(state, field.Mode, begin.Parameters, start, seed ^ RunStream);
        var circuit = begin.Parameters.Circuit;
        var profile = new SpeedProfile(circuit.LapLengthMetres ?? AnyLapMetres, circuit.ReferenceLapSeconds);
        var paths = new PathBuilder(profile, sampled, new KnownPast(start, begin.GapsSeconds, profile.LapMetres));
        var finishes = field.Mode is StandInMode.Racing or StandInMode.Finishing or StandInMode.Grid;
        var lastRunning = field.Belief.Cars.Max(c => c.Running ? c.Position : null);
        return new SimulatedRace(sampled, profile, [.. state.Cars.Select(MakeCar)]);

        SimulatedCar MakeCar(CarState told, int i)
        {
            var car = new SimulatedCar(told.CarId, start.Cars[i], sampled.Laps[i], paths.Build(i));
            if (told.Status == CarStatus.Finished)
            {
                return car with { FinishesAt = LongAgoSeconds + told.Timing.Position };
            }

            // One that is classified behind everybody stays there; one that is not yet is passed where it stands.
            var isOut = !field.Belief.Cars[i].Running && (told.Status == CarStatus.Retired || told.Timing.Position > lastRunning);
            return isOut ? car with { RetiresAt = LongAgoSeconds, FinishesAt = null }
                : finishes ? car
                : car with { FinishesAt = null };
        }
    }

    // When the car really crossed the line, unless it has crossed again untold.
    private static CarCondition Crossed(CarCondition car, CarState told, StandInField field, int index) =>
        field.Mode != StandInMode.Grid && field.SinceCrossing[index] is { } since && car.LapsCompleted == (told.Timing.LapsCompleted ?? 0)
            ? car with { CrossedAtSeconds = -since }
            : car;

    private static SampledRace Sample(SessionState state, StandInMode mode, RaceParameters race, RaceCondition start, ulong seed)
    {
        switch (mode)
        {
            case StandInMode.Circulating:
                var clock = state.Session.Remaining?.TotalSeconds ?? LongestPracticeSeconds;
                var best = state.Cars.Select(c => c.Timing.BestLapTime ?? state.FastestLap?.Time).ToArray();
                return FreeRunning.Sample(race, start, best, clock, seed);
            case StandInMode.Finishing:
                var longest = start.Cars.Max(c => c.LapsCompleted) + 1;
                var lastLaps = SampledRace.Run(race with { Laps = longest }, start, seed);
                return lastLaps with { Laps = [.. lastLaps.Laps.Select(laps => laps.Length > 1 ? laps[..1] : laps)], FlagSeconds = 0 };
            default:
                return SampledRace.Run(race, start, seed);
        }
    }
}
