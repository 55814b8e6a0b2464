using System.Collections.Immutable;
using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.RaceModel.Tests;

public sealed class BeliefConditionTests
{
    private static readonly FieldFigures Field = CircuitCatalogue.Figures.Field;

    private static readonly CircuitProfile Baku = CircuitCatalogue.Find("Baku")!;

    private static readonly Gen<double?> AnyNumber = Gen.OneOf(
        Gen.Const((double?)null), Gen.Const((double?)double.NaN), Gen.Const((double?)double.PositiveInfinity), Gen.Double[-10, 200].Select(x => (double?)x));

    private static readonly Gen<Estimate?> AnyEstimate = Gen.Select(AnyNumber, AnyNumber).Select((m, s) => m is { } mean ? new Estimate(mean, s ?? 0) : (Estimate?)null);

    private static readonly Gen<int?> AnyCount = Gen.OneOf(Gen.Const((int?)null), Gen.Int[-5, 80].Select(x => (int?)x));

    private static readonly Gen<CarBelief> AnyCar =
        from running in Gen.Bool
        from position in AnyCount
        from laps in AnyCount
        from fraction in AnyNumber
        from gap in AnyNumber
        from pace in AnyEstimate
        from noise in AnyNumber
        from age in AnyCount
        from compound in Gen.Int[-1, 4]
        from pit in Gen.Bool
        from fuel in AnyEstimate
        select new CarBelief
        {
            CarId = "x",
            Running = running,
            Position = position,
            LapsCompleted = laps,
            LapFraction = fraction,
            GapToLeaderSeconds = gap,
            CleanAirPaceSeconds = pace,
            LapNoiseSeconds = noise,
            InPitLane = pit,
            Fuel = fuel is null ? null : new FuelBelief { MassKg = fuel.Value, BurnKgPerLap = default, CapacityKg = 110 },
            Tyres = new TyreBelief
            {
                Compound = compound < 0 ? null : (TyreCompound)compound,
                AgeLaps = age,
                DegradationSecondsPerLap = pace ?? default,
                LifeLaps = default,
            },
        };

    private static readonly Gen<RaceBelief> AnyBelief =
        from cars in AnyCar.Array[1, 24]
        from race in Gen.Bool
        from underway in Gen.Bool
        from total in AnyCount
        from lap in Gen.Int[-1, 60]
        from neutralisation in Gen.Int[0, 3]
        from wet in Gen.Bool
        from loss in AnyEstimate
        select new RaceBelief
        {
            IsRace = race,
            Underway = underway,
            TotalLaps = total,
            LeaderLap = lap,
            Neutralisation = (Neutralisation)neutralisation,
            Wet = wet,
            PitLossSeconds = loss,
            Cars = [.. cars.Select((c, i) => c with { CarId = $"{i}" })],
        };

    [Fact]
    public void From_AnyBelief_CanBeSampledToTheFlag() => AnyBelief.Sample(
        belief =>
        {
            var (race, start, _) = BeliefCondition.From(belief, Field, 3);
            Assert.True(race.Laps >= belief.LeaderLap);
            Assert.All(start.Cars, c => Assert.True(c.LapFraction is >= 0 and < 1 && c.TyreAgeLaps >= 0 && double.IsFinite(c.FuelKg)));
            Assert.All(race.Cars, c => Assert.InRange(c.CleanAirPaceSeconds, 15, 600));
            var sampled = SampledRace.Run(race, start, 4);
            for (var i = 0; i < start.Cars.Length; i++)
            {
                var laps = sampled.Laps[i];
                Assert.True(start.Cars[i].Running || laps.IsEmpty);
                Assert.Equal(Enumerable.Range(start.Cars[i].LapsCompleted + 1, laps.Length), laps.Select(l => l.Lap));
                Assert.All(laps, l => Assert.True(l.EndSeconds >= (start.AtSeconds ?? 0) && double.IsFinite(l.EndSeconds)));
            }
        },
        iter: 300);

    [Fact]
    public void From_RaceUnderway_KeepsOrderGapsAndLaps()
    {
        var belief = Race([.. Enumerable.Range(0, 20).Select(i => Car($"{i}", i + 1, 30) with { GapToLeaderSeconds = i * 2.0, LapFraction = i == 0 ? 0.5 : null })]);

        var (race, start, gaps) = BeliefCondition.From(belief, Field, 1);

        Assert.Equal(51, race.Laps);
        Assert.Equal(0, start.AtSeconds);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (double?)(i * 2.0)), gaps);
        Assert.All(start.Cars, c => Assert.Equal(30, c.LapsCompleted));
        var fractions = start.Cars.Select(c => c.LapFraction).ToArray();
        Assert.Equal(fractions.OrderDescending(), fractions);
        Assert.Equal(0.5 - (10 * 2.0 / race.Circuit.ReferenceLapSeconds), fractions[10], 0.001);
    }

    [Fact]
    public void From_CarBehindHasCrossedTheLine_SoHasTheOneAhead()
    {
        var belief = Race(Car("1", 1, 30) with { LapFraction = 0.999 }, Car("2", 2, 31) with { LapFraction = 0.001 });

        var start = BeliefCondition.From(belief, Field, 1).Condition;

        Assert.Equal((31, 31), (start.Cars[0].LapsCompleted, start.Cars[1].LapsCompleted));
        Assert.True(start.Cars[0].LapFraction > start.Cars[1].LapFraction);
    }

    [Fact]
    public void From_UnknownPace_IsThatOfThePlaceWithScatter()
    {
        var belief = Race([.. Enumerable.Range(0, 20).Select(i => Car($"{i}", i + 1, 30) with { CleanAirPaceSeconds = null })]);

        var one = BeliefCondition.From(belief, Field, 1).Parameters.Cars.Select(c => c.CleanAirPaceSeconds).ToArray();
        var other = BeliefCondition.From(belief, Field, 2).Parameters.Cars.Select(c => c.CleanAirPaceSeconds).ToArray();

        Assert.NotEqual(one, other);
        Assert.True(one[..10].Average() < one[10..].Average());
    }

    [Fact]
    public void From_SafetyCar_IsOutAtFirstAndComesInAfterAWhile()
    {
        var belief = Race(Car("1", 1, 30)) with { Neutralisation = Neutralisation.SafetyCar };
        var ends = Enumerable.Range(0, 50).Select(i => BeliefCondition.From(belief, Field, (ulong)i).Condition.Caution!).ToArray();

        Assert.All(ends, c => Assert.True(c.Kind == CautionKind.SafetyCar && c.Covers(0)));
        Assert.True(ends.Select(c => c.EndSeconds).Distinct().Count() > 40);
        Assert.All(ends, c => Assert.InRange(c.EndSeconds, 0, 20 * 1.6 * Baku.ReferenceLapSeconds));
    }

    [Fact]
    public void From_UnknownDistance_IsTheCircuitsOrTheLeadersLap()
    {
        var belief = Race(Car("1", 1, 30)) with { TotalLaps = null };

        Assert.Equal(Baku.RaceLaps, BeliefCondition.From(belief, Field, 1).Parameters.Laps);
        Assert.Equal(71, BeliefCondition.From(belief with { Cars = [Car("1", 1, 70)] }, Field, 1).Parameters.Laps);
    }

    [Fact]
    public void From_NoCars_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => BeliefCondition.From(RaceBelief.Empty, Field, 1));

        Assert.StartsWith("A race needs at least one car; the belief has none.", error.Message, StringComparison.Ordinal);
    }

    private static RaceBelief Race(params ImmutableArray<CarBelief> cars) =>
        new() { Circuit = Baku, IsRace = true, Underway = true, TotalLaps = 51, LeaderLap = 31, Cars = cars };

    private static CarBelief Car(string id, int position, int laps) => new()
    {
        CarId = id,
        Running = true,
        Position = position,
        LapsCompleted = laps,
        CleanAirPaceSeconds = new Estimate(105, 0.2),
        Tyres = new TyreBelief
        {
            Compound = TyreCompound.Medium,
            AgeLaps = 10,
            DegradationSecondsPerLap = new Estimate(0.05, 0.02),
            LifeLaps = new Estimate(25, 5),
        },
    };
}
