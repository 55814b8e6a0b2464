using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.RaceModel.Tests;

public sealed class RaceSamplerTests
{
    private static readonly string[] Circuits = ["Baku", "Monaco", "Spa", "Spielberg"];

    private static readonly Gen<SampledRace> Races = Gen.Select(Gen.ULong, Gen.Int[0, Circuits.Length - 1].Select(i => Circuits[i]))
        .Select((seed, circuit) => SampledRaces.Run(seed, circuit));

    [Fact]
    public void Run_EqualSeeds_GiveEqualRaces() => Gen.ULong.Sample(
        seed => SampledRaces.Run(seed).Laps.SelectMany(l => l).SequenceEqual(SampledRaces.Run(seed).Laps.SelectMany(l => l)), iter: 10);

    [Fact]
    public void Run_EveryCar_RunsLapAfterLapWithoutAGapInTime() => Races.Sample(
        race => race.Laps.All(laps => laps.Select((lap, i) =>
            lap.Lap == i + 1
            && lap.StartSeconds == (i == 0 ? 0 : laps[i - 1].EndSeconds)
            && lap.EndSeconds > lap.StartSeconds
            && (lap.RetiredAtFraction is null || i == laps.Length - 1)).All(right => right)),
        iter: 300);

    [Fact]
    public void Run_RacingLap_IsNoFasterThanACarCan() => Races.Sample(
        race => race.Laps.SelectMany(l => l).Where(l => l.RetiredAtFraction is null)
            .All(l => l.LapSeconds > 0.9 * race.Parameters.Circuit.ReferenceLapSeconds),
        iter: 30);

    [Fact]
    public void Run_AtTheEndOfALap_CarsKeepTheirDistance() => Races.Sample(
        race =>
        {
            var closest = race.Parameters.Field.ClosestGapSeconds;
            return race.Laps.SelectMany(l => l).Where(l => l.RetiredAtFraction is null && l.PitIn is null)
                .GroupBy(l => l.Lap)
                .All(lap => lap.Select(l => l.EndSeconds).Order().ToArray() is var ends
                    && ends.Zip(ends.Skip(1)).All(pair => pair.Second - pair.First >= closest - 0.002));
        },
        iter: 30);

    [Fact]
    public void Run_UnderNeutralisation_NobodyPassesOnTheRoad() => Races.Sample(
        race =>
        {
            foreach (var caution in race.Cautions.Where(c => c.Neutralises))
            {
                var laps = race.Laps.SelectMany(l => l).Where(l => l.Lap > 1 && l.RetiredAtFraction is null && l.PitIn is null && l.PitOut is null
                    && l.StartSeconds >= caution.StartSeconds && l.EndSeconds < caution.EndSeconds);
                foreach (var lap in laps.GroupBy(l => l.Lap))
                {
                    var order = lap.OrderBy(l => l.StartSeconds).ToArray();
                    if (!order.Zip(order.Skip(1)).All(p => p.Second.EndSeconds > p.First.EndSeconds))
                    {
                        return false;
                    }
                }
            }

            return true;
        },
        iter: 300);

    [Fact]
    public void Run_DryRace_EveryFinisherUsesTwoCompounds() => Races.Sample(
        race => race.Start.Wetness > 0 || race.Weather.Any(w => w.Wetness > 0)
            || race.Laps.Where(l => l.Length == race.Parameters.Laps && l[^1].RetiredAtFraction is null)
                .All(l => l.Select(x => x.Compound).Distinct().Count() >= 2),
        iter: 30);

    [Fact]
    public void Run_AStop_CostsItsLoss()
    {
        // Lap times around single stops in clean air, averaged so that noise and traffic of single laps cancel out.
        var losses = new List<(double Seen, double Drawn)>();
        for (ulong seed = 0; seed < 40; seed++)
        {
            var race = SampledRaces.Run(seed);
            foreach (var laps in race.Laps)
            {
                losses.AddRange(Stops(race, laps));
            }
        }

        Assert.True(losses.Count > 200);
        Assert.Equal(losses.Average(l => l.Drawn), losses.Average(l => l.Seen), tolerance: 1);
    }

    [Fact]
    public void Run_RainInTheMiddle_BringsIntermediatesAndSlowerLaps()
    {
        var field = SampledRaces.Field(5);
        var start = field.Condition with { Wetness = 0, Raining = true, Cars = [.. field.Condition.Cars.Select(c => c with { Compound = TyreCompound.Medium })] };

        var race = SampledRace.Run(field.Parameters with { WeatherChanges = false }, start, 5);

        var late = race.Laps.SelectMany(l => l).Where(l => l.Lap == 15).ToArray();
        Assert.All(late, l => Assert.Equal(TyreCompound.Intermediate, l.Compound));
        Assert.True(late.Min(l => l.LapSeconds) > 1.05 * race.Parameters.Circuit.ReferenceLapSeconds);
    }

    [Fact]
    public void Step_FromTheMiddleOfARace_GoesOnFromIt()
    {
        var field = SampledRaces.Field(7);
        var underway = field.Condition with
        {
            Cars = [.. field.Condition.Cars.Select(c => c with
            {
                LapsCompleted = 30, CrossedAtSeconds = 3300 + (2 * c.GridPosition), TyreAgeLaps = 10, FuelKg = 45, StopsMade = 1,
                CompoundsUsed = [TyreCompound.Soft],
            })],
        };
        var sampler = new RaceSampler(field.Parameters, underway, 1);

        var laps = sampler.Step();

        Assert.All(laps, l => Assert.Equal(31, l.Lap));
        Assert.All(laps, l => Assert.True(l.StartSeconds > 3300));
        Assert.All(laps.Where(l => l.RetiredAtFraction is null), l => Assert.Equal(11, l.TyreAgeLaps));
    }

    [Fact]
    public void Constructor_CarsThatDoNotMatch_Throws()
    {
        var field = SampledRaces.Field(1);

        var error = Assert.Throws<ArgumentException>(() => new RaceSampler(field.Parameters, field.Condition with { Cars = [] }, 1));

        Assert.Contains("0 cars where the parameters have 20", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(double Seen, double Drawn)> Stops(SampledRace race, IReadOnlyList<SampledLap> laps)
    {
        for (var i = 2; i + 3 < laps.Count; i++)
        {
            var around = new[] { laps[i - 2], laps[i - 1], laps[i + 2], laps[i + 3] };
            var clear = laps.Skip(i - 2).Take(6).All(l => race.Cautions.All(c => c.EndSeconds < l.StartSeconds || c.StartSeconds > l.EndSeconds))
                && around.All(l => l.PitIn is null && l.PitOut is null && l.RetiredAtFraction is null);
            if (laps[i].PitIn is { } stop && clear && race.Weather.All(w => w.Wetness == 0))
            {
                yield return (laps[i].LapSeconds + laps[i + 1].LapSeconds - (around.Sum(l => l.LapSeconds) / 2), stop.LossSeconds);
            }
        }
    }
}
