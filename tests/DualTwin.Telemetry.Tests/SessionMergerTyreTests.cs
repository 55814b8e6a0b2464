using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SessionMergerTyreTests
{
    private static CarUpdate Stint(int index, string compound, int age = 0, bool? changed = null) => new()
    {
        CarId = "44",
        Stints = [new StintUpdate { Index = index, CompoundName = compound, AgeAtStart = age, TyresChanged = changed }],
    };

    private static CarUpdate Pit(bool inPit) => new() { CarId = "44", InPit = inPit };

    [Fact]
    public void Apply_StintToldLapsAfterTheStop_BelongsToTheVisit()
    {
        var state = Folded(
            Race(50, "44"),
            At(1, Stint(0, "SOFT")),
            At(90, Lap("44", 1, 90)),
            At(170, Pit(true)),
            At(182, Lap("44", 2, 92)),
            At(195, Pit(false)),
            At(280, Lap("44", 3, 98)),
            At(371, Lap("44", 4, 91)),
            At(375, Stint(1, "HARD", age: 3)));

        var car = state.FindCar("44")!;
        Assert.Equal([(1, 1, 2, Compound.Soft), (2, 3, null, Compound.Hard)], car.Stints.Select(s => (s.Stint, s.StartLap!.Value, s.EndLap, s.Compound!.Value)));
        Assert.Equal([Compound.Soft, Compound.Soft, Compound.Hard, Compound.Hard], car.Laps.Select(l => l.Compound!.Value));
        Assert.Equal([1, 2, 4, 5], car.Laps.Select(l => l.TyreAge!.Value));
        Assert.Equal(5, car.Tyres.Age);
        var visit = Assert.Single(car.PitVisits);
        Assert.Equal((2, 3, true, TimeSpan.FromSeconds(25)), (visit.Lap, visit.ExitLap, visit.TyresChanged, visit.LaneTime));
        Assert.Equal((true, false, false, true), (car.Laps[1].PitIn, car.Laps[1].PitOut, car.Laps[2].PitIn, car.Laps[2].PitOut));
        Assert.Single(state.Events, e => e.Type == EventTypes.Stop);
        Assert.Equal(1, car.StopCount);
    }

    [Fact]
    public void Apply_JoinedAfterAStop_CountsTheStopOfWhichOnlyTheStintsTell()
    {
        var state = Folded(
            Race(50, "44"),
            At(1, Lap("44", 20), Stint(0, "SOFT"), Stint(1, "HARD")),
            At(80, Pit(true)),
            At(92, Lap("44", 21)),
            At(95, Pit(false)),
            At(96, Stint(2, "MEDIUM")));

        var car = state.FindCar("44")!;
        Assert.Equal((2, 1, 3), (car.StopCount, car.PitVisits.Count, car.Stints.Count));
        Assert.Single(state.Events, e => e.Type == EventTypes.Stop);
    }

    [Fact]
    public void Apply_VisitThatChangedNoTyres_IsNoStop()
    {
        var state = Folded(
            Race(50, "44"),
            At(1, Stint(0, "SOFT")),
            At(80, Pit(true)),
            At(92, Lap("44", 1)),
            At(95, Pit(false)),
            At(96, Stint(1, "SOFT", changed: false)),
            At(183, Lap("44", 2, 91)));

        var car = state.FindCar("44")!;
        Assert.Single(car.Stints);
        Assert.False(Assert.Single(car.PitVisits).TyresChanged);
        Assert.Equal(0, car.StopCount);
        Assert.Equal(2, car.Tyres.Age);
        Assert.DoesNotContain(state.Events, e => e.Type == EventTypes.Stop);
    }

    [Fact]
    public void Apply_VisitWithoutWordOfTyres_IsNoStopYet()
    {
        var state = Folded(Race(50, "44"), At(1, Stint(0, "SOFT")), At(80, Pit(true)), At(95, Pit(false)));

        Assert.Null(Assert.Single(state.FindCar("44")!.PitVisits).TyresChanged);
        Assert.Equal(0, state.FindCar("44")!.StopCount);
    }

    [Fact]
    public void Apply_FittedTyresChangeWithoutPitLane_TellsAStop()
    {
        CarUpdate Fitted(int laps, Compound compound, int age) => Lap("44", laps, 90 + laps) with { Compound = compound, TyreAge = age };
        var state = Folded(
            Race(50, "44"),
            At(90, Fitted(1, Compound.Medium, 1)),
            At(180, Fitted(2, Compound.Medium, 2)),
            At(290, Fitted(3, Compound.Hard, 1)));
        var car = state.FindCar("44")!;

        Assert.Equal([Compound.Medium, Compound.Hard], car.Stints.Select(s => s.Compound!.Value));
        Assert.Equal(1, car.StopCount);
        Assert.Equal(1, car.Tyres.Age);
    }

    [Fact]
    public void Apply_FittedTyresChangeAfterADriveThrough_TheStopIsTheLaterVisit()
    {
        CarUpdate Fitted(int laps, Compound compound, int age) => Lap("44", laps, 90 + laps) with { Compound = compound, TyreAge = age };
        var state = Folded(
            Race(50, "44"),
            At(90, Fitted(1, Compound.Medium, 1)),
            At(170, Pit(true)),
            At(185, Pit(false)),
            At(190, Fitted(2, Compound.Medium, 2)),
            At(280, Fitted(3, Compound.Medium, 3)),
            At(360, Pit(true)),
            At(380, Pit(false) with { Compound = Compound.Hard, TyreAge = 0 }));

        Assert.Equal([null, true], state.FindCar("44")!.PitVisits.Select(v => v.TyresChanged));
        Assert.Equal(1, state.FindCar("44")!.StopCount);
    }

    [Fact]
    public void Apply_VisitOfWhichNoStintIsTold_LeavesTheNextStintToItsOwnVisit()
    {
        var state = Folded(
            Race(50, "44"),
            At(1, Stint(0, "SOFT")),
            At(80, Pit(true)),
            At(95, Pit(false)),
            At(180, Pit(true)),
            At(200, Pit(false)),
            At(210, Stint(2, "HARD")));

        Assert.Equal([null, true], state.FindCar("44")!.PitVisits.Select(v => v.TyresChanged));
    }

    [Fact]
    public void Apply_SofterNameShowsUp_CorrectsTheMappingAndSaysSo()
    {
        var state = Folded(Race(50, "44"), At(1, Stint(0, "SUPERSOFT")), At(90, Lap("44", 1, 90)));
        Assert.Equal(Compound.Soft, state.FindCar("44")!.Tyres.Compound);

        state = Folded(state, At(91, new CarUpdate { CarId = "16", Stints = [new StintUpdate { Index = 0, CompoundName = "ULTRASOFT" }] }));

        Assert.Equal(Compound.Medium, state.FindCar("44")!.Tyres.Compound);
        Assert.Equal(Compound.Medium, state.FindCar("44")!.Laps[0].Compound);
        Assert.Equal(Compound.Soft, state.FindCar("16")!.Tyres.Compound);
        Assert.Single(state.Events, e => e.Type == EventTypes.CompoundMapping);
    }

    [Theory]
    [InlineData("SOFT", "MEDIUM", "HARD", Compound.Soft, Compound.Medium, Compound.Hard)]
    [InlineData("ULTRASOFT", "SUPERSOFT", "SOFT", Compound.Soft, Compound.Medium, Compound.Hard)]
    [InlineData("C3", "C2", "C1", Compound.Soft, Compound.Medium, Compound.Hard)]
    public void Map_NominatedSet_MapsBySoftness(string a, string b, string c, Compound first, Compound second, Compound third)
    {
        var mapping = State.CompoundMapping.Empty.Nominate([c, a, b]);

        Assert.Equal([first, second, third], new[] { a, b, c }.Select(n => mapping.Map(n)!.Value));
        Assert.Equal(Compound.Wet, mapping.Map("WET"));
        Assert.Null(mapping.Map("UNKNOWN"));
    }
}
