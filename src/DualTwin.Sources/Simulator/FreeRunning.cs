using System.Collections.Immutable;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sources.Simulator;

/// <summary>Laps of practice and qualifying: each car on the track goes round at its pace, and nobody stops or gets in the way.</summary>
internal static class FreeRunning
{
    private const int MostLaps = 400;

    /// <summary>Samples laps until the session clock has run down.</summary>
    /// <param name="race">The cars.</param>
    /// <param name="start">Where they are.</param>
    /// <param name="best">What no lap of each car is faster than, so that nobody's place in the order is in question; null for none.</param>
    /// <param name="horizonSeconds">From when on no lap begins, s.</param>
    /// <param name="seed">Which of the possible laps.</param>
    public static SampledRace Sample(
        RaceParameters race, RaceCondition start, IReadOnlyList<TimeSpan?> best, double horizonSeconds, ulong seed)
    {
        var random = new SeededRandom(seed);
        return new SampledRace
        {
            Parameters = race,
            Start = start,
            Laps = [.. start.Cars.Select((car, i) => car.Running ? Laps(race, start, i, best[i], horizonSeconds, random) : [])],
            Cautions = [],
            Weather = [],
            FlagSeconds = null,
        };
    }

    private static ImmutableArray<SampledLap> Laps(
        RaceParameters race, RaceCondition start, int index, TimeSpan? best, double horizonSeconds, SeededRandom random)
    {
        var laps = ImmutableArray.CreateBuilder<SampledLap>();
        var (car, parameters) = (start.Cars[index], race.Cars[index]);
        var (now, left, begun, fuel) = (start.AtSeconds ?? 0, 1 - car.LapFraction, car.CrossedAtSeconds, car.FuelKg);
        while (laps.Count == 0 || (now < horizonSeconds && laps.Count < MostLaps))
        {
            var age = car.TyreAgeLaps + laps.Count + 1;
            var pace = LapTimeModel.CleanAirSeconds(race, parameters, car.Compound, age, race.MeanFuelKg, start.Wetness);
            var end = now + (left * (pace + Math.Abs(parameters.LapNoiseSeconds * random.NextNormal())));
            now = Math.Round(Math.Max(end, begun + (best?.TotalSeconds ?? 0)), 3);
            fuel = Math.Max(0, fuel - (left * race.Circuit.FuelKgPerLap.Mean));
            laps.Add(new SampledLap
            {
                Car = index,
                Lap = car.LapsCompleted + laps.Count + 1,
                StartSeconds = begun,
                EndSeconds = now,
                Compound = car.Compound,
                TyreAgeLaps = age,
                FuelKg = fuel,
            });
            (left, begun) = (1, now);
        }

        return laps.ToImmutable();
    }
}
