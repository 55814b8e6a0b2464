using System.Collections.Immutable;

namespace DualTwin.RaceModel.Sampling;

/// <summary>One whole sampled race.</summary>
public sealed record SampledRace
{
    /// <summary>What it was sampled from.</summary>
    public required RaceParameters Parameters { get; init; }

    /// <summary>How it began.</summary>
    public required RaceCondition Start { get; init; }

    /// <summary>Laps of each car, by its index, in order.</summary>
    public required ImmutableArray<ImmutableArray<SampledLap>> Laps { get; init; }

    /// <summary>Cautions, oldest first, until the last car is in.</summary>
    public required ImmutableArray<Caution> Cautions { get; init; }

    /// <summary>Wetness of the track and whether it rained, in each lap of the leader.</summary>
    public required ImmutableArray<(double Wetness, bool Raining)> Weather { get; init; }

    /// <summary>When the leader took the flag, s since lights out; null where no car got there.</summary>
    public required double? FlagSeconds { get; init; }

    /// <summary>Samples the race that <paramref name="seed"/> stands for, until it takes one of <paramref name="turns"/>.</summary>
    public static SampledRace Run(RaceParameters race, RaceCondition start, ulong seed, params ReadOnlySpan<RaceTurn> turns)
    {
        var sampler = new RaceSampler(race, start, seed);
        var begun = start.Cars.Max(c => c.LapsCompleted);
        var cars = race.Cars.Select(_ => ImmutableArray.CreateBuilder<SampledLap>()).ToArray();
        var weather = ImmutableArray.CreateBuilder<(double, bool)>();
        while (!sampler.Finished)
        {
            foreach (var turn in turns)
            {
                if (turn.AfterLap == begun + weather.Count)
                {
                    sampler.Turn(turn.Seed);
                }
            }

            foreach (var lap in sampler.Step())
            {
                cars[lap.Car].Add(lap);
            }

            weather.Add((sampler.Wetness, sampler.Raining));
        }

        var flag = FlagOf(race, cars);
        return new SampledRace
        {
            Parameters = race,
            Start = start,
            Laps = [.. cars.Select(laps => UntilFlag(laps, flag))],
            Cautions = [.. sampler.Cautions],
            Weather = weather.ToImmutable(),
            FlagSeconds = flag,
        };
    }

    private static double? FlagOf(RaceParameters race, ImmutableArray<SampledLap>.Builder[] cars)
    {
        double? flag = null;
        foreach (var laps in cars)
        {
            if (laps.Count > 0 && laps[^1] is { RetiredAtFraction: null } last && last.Lap == race.Laps && !(last.EndSeconds >= flag))
            {
                flag = last.EndSeconds;
            }
        }

        return flag;
    }

    // After the leader has finished, everybody's race ends with the lap begun.
    private static ImmutableArray<SampledLap> UntilFlag(ImmutableArray<SampledLap>.Builder laps, double? flag) =>
        [.. laps.Where(lap => flag is null || lap.StartSeconds < flag)];
}
