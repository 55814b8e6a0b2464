using CsCheck;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Schema;
using static DualTwin.Session.Tests.Races;

namespace DualTwin.Session.Tests;

public sealed class FlashbackTests
{
    private static readonly ViewDocument[] Documents = [ViewDocument.Telemetry, ViewDocument.CarTwin, ViewDocument.FieldTwin];

    [Fact]
    public void Apply_SourceGoesBackByLessThanTwoMinutes_IsAsIfTheLostHadNeverBeen() => Gen.Int[1, 60].Sample(target =>
    {
        var race = Ticked();
        var after = Ticked(Slower(), race.Count).Skip(target + 1).ToList();
        var back = Fold(race.Take(Math.Min(race.Count, target + 4)));
        back.Apply(after[0] with { RewindToTick = race[target].Tick });
        foreach (var frame in after.Skip(1))
        {
            back.Apply(frame);
        }

        AssertSame(Fold([.. race.Take(target + 1), .. after]).Current, back.Current);
    });

    [Fact]
    public void Apply_SourceGoesBackByLessThanTwoMinutes_MeasuredFuelAndWearAreAsIfTheLostHadNeverBeen() => Gen.Select(Gen.Int[9, 60], Gen.Int[1, 3]).Sample((target, lost) =>
    {
        var race = Ticked(Thirsty(1));
        var pipeline = Fold(race.Take(target + 1));
        var kept = Measured(pipeline);
        foreach (var frame in race.Skip(target + 1).Take(lost))
        {
            pipeline.Apply(frame);
        }

        var left = Measured(pipeline);
        var after = Ticked(Thirsty(1.1), race.Count).Skip(target + 1).ToList();
        pipeline.Apply(after[0] with { RewindToTick = race[target].Tick });
        foreach (var frame in after.Skip(1))
        {
            pipeline.Apply(frame);
        }

        // What was lost had moved every figure, so that anything left of it would show.
        Assert.NotEqual(kept, left);
        Assert.Equal(Measured(Fold([.. race.Take(target + 1), .. after])), Measured(pipeline));
    });

    [Fact]
    public void Apply_SourceGoesBackAndTellsTheSameAgain_BurnAndWearAreAsBefore()
    {
        var race = Ticked(Thirsty(1));
        var straight = Fold(race);
        var back = Fold(race.Take(34));
        foreach (var (frame, i) in race.Skip(31).Select((frame, i) => (frame, i)))
        {
            back.Apply(frame with { Tick = 1000 + i, RewindToTick = i == 0 ? race[30].Tick : null });
        }

        Assert.Equal(Measured(straight), Measured(back));
        Assert.All(back.Current.Belief.Cars, car => Assert.True(car is { Fuel.Measured: true, Tyres: { WearMeasured: true, WearAhead.IsEmpty: false } }));
    }

    [Fact]
    public void Apply_SourceGoesBack_TellsItOnceAndKeepsIdsRising()
    {
        var race = Ticked();
        var pipeline = Fold(race.Take(60));
        var before = pipeline.Current.State.Events;
        var view = pipeline.Apply(race[20] with { Tick = 1000, RewindToTick = race[19].Tick });

        var told = Assert.Single(view.State.Events, e => e.Type == EventTypes.Flashback);
        Assert.True(told.Id > before[^1].Id);
        Assert.Equal(Fold(race.Take(20)).Current.State.Events.Count + 1, view.State.Events.FindIndex(e => e.Id == told.Id) + 1);
    }

    [Fact]
    public void Apply_SourceGoesBackToBeforeItWasJoined_BeginsAnew()
    {
        var race = Ticked();
        var pipeline = Fold(race.Skip(30).Take(20));

        Assert.Empty(pipeline.Apply(race[5] with { Tick = 5, RewindToTick = 4 }).State.Cars[0].Stints);
    }

    private static void AssertSame(View expected, View actual)
    {
        foreach (var document in Documents)
        {
            Assert.Equal(expected.Document(document, SchemaVersion.Version110)!.Value.ToArray(), actual.Document(document, SchemaVersion.Version110)!.Value.ToArray());
        }

        Assert.Equal(expected.State.Cars.Select(c => c.Laps.ToArray()), actual.State.Cars.Select(c => c.Laps.ToArray()));
        Assert.Equal(expected.State.Cars.Select(c => c.PitVisits.ToArray()), actual.State.Cars.Select(c => c.PitVisits.ToArray()));
    }

    // What the twins make of measured fuel and wear: of the histories that laps do not hold, and of other cars' in them.
    private static List<string> Measured(SessionPipeline pipeline) => [.. pipeline.Current.Belief.Cars.Select(car =>
        $"{car.CarId} {car.Fuel!.MassKg} {car.Fuel.BurnKgPerLap} {car.Fuel.TargetKgPerLap} {car.Fuel.SavingKgPerLap} {car.Tyres.Wear} {car.Tyres.WearPerLap} {string.Join(' ', car.Tyres.WearAhead)}")];

    // A race whose cars measure fuel and wear at the line, each lap a little unlike the last; they use the given share of what is usual.
    private static IEnumerable<Frame> Thirsty(double share) => Run(25, 50, "44", "16", "1").Select(frame => frame with
    {
        Cars = [.. frame.Cars.Select(car => car.LapsCompleted is { } lap
            ? car with { FuelMassKg = 100 - (share * lap * (1.9 + (0.01 * Math.Sin(lap)))), TyreWear = share * lap * (0.02 + (0.001 * Math.Cos(lap))) }
            : car)],
    });

    private static IEnumerable<Frame> Slower() => Run(25, 50, "44", "16", "1").Select(f => f with
    {
        Cars = [.. f.Cars.Select(c => c with { LastLapTime = c.LastLapTime + TimeSpan.FromSeconds(0.4) })],
    });

    private static List<Frame> Ticked(IEnumerable<Frame>? frames = null, int first = 0) =>
        [.. (frames ?? Run(25, 50, "44", "16", "1")).Select((frame, i) => frame with { Tick = first + i })];
}
