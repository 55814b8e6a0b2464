using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SessionMergerToldVisitsTests
{
    private static readonly PitVisitUpdate Stop = new(12, Seconds(1100), Seconds(22.5), Seconds(2.3));

    [Fact]
    public void Apply_VisitNobodySaw_IsAStopWithItsLapsAndTyres()
    {
        var state = Folded(
            Race(50, "44"),
            At(1, Stint(0, "SOFT", 1)),
            At(1080, Lap("44", 12, 95)),
            At(1101, Visits(Stop)),
            At(1101, Stint(1, "HARD", 13)),
            At(1200, Lap("44", 13, 110)));

        var car = state.Cars[0];
        Assert.Equal(
            new PitVisit
            {
                Lap = 12, ExitLap = 13, EnteredAt = Seconds(1077.5), LeftAt = Seconds(1100), LaneTime = Seconds(22.5), StationaryTime = Seconds(2.3),
                TyresChanged = true, From = Compound.Soft, To = Compound.Hard,
            },
            Assert.Single(car.PitVisits));
        Assert.Equal([(true, false), (false, true)], car.Laps.Select(l => (l.PitIn, l.PitOut)));
        Assert.Equal((1, 13), (car.StopCount, car.Stints[1].StartLap));
        Assert.Equal([EventTypes.PitEntry, EventTypes.PitExit], state.Events.Select(e => e.Type).Where(t => t is EventTypes.PitEntry or EventTypes.PitExit));
    }

    [Fact]
    public void Apply_StintToldBeforeItsVisit_BelongsToIt()
    {
        var state = Folded(Race(50, "44"), At(1, Stint(0, "SOFT", 1)), At(1080, Lap("44", 12, 95)), At(1090, Stint(1, "HARD", 13)), At(1101, Visits(Stop)));

        Assert.Equal((1, Compound.Hard), (state.Cars[0].StopCount, state.Cars[0].PitVisits[0].To));
    }

    [Fact]
    public void Apply_LaterStintToldBeforeItsVisit_IsNotTheEarlierVisits()
    {
        var before = Folded(Race(50, "44"), At(1, Stint(0, "SOFT", 1)), At(200, Visits(new PitVisitUpdate(2, Seconds(200), null, null))));

        var state = Folded(before, At(1080, Lap("44", 12, 95)), At(1090, Stint(1, "HARD", 13)), At(1101, Visits(Stop)));

        var visits = state.Cars[0].PitVisits;
        Assert.Equal([(2, null), (12, (bool?)true)], visits.Select(visit => (visit.Lap!.Value, visit.TyresChanged)));
        Assert.Equal([1, 13], state.Cars[0].Stints.Select(stint => stint.StartLap!.Value));
    }

    [Fact]
    public void Apply_VisitsToldInAnyOrder_AreTheSame()
    {
        PitVisitUpdate[] visits = [new(12, Seconds(1100), Seconds(22), null), new(30, Seconds(2700), Seconds(23), null)];
        var before = Folded(Race(50, "44"), At(1, Stint(0, "SOFT", 1)), At(2800, Lap("44", 31)), At(2801, Stint(1, "HARD", 13)), At(2802, Stint(2, "MEDIUM", 31)));

        var inOrder = Folded(before, At(2803, Visits(visits[0])), At(2804, Visits(visits[1]))).Cars[0];
        var reversed = Folded(before, At(2803, Visits(visits[1])), At(2804, Visits(visits[0]))).Cars[0];

        Assert.Equal(inOrder.PitVisits, reversed.PitVisits);
        Assert.Equal(inOrder.Stints, reversed.Stints);
        Assert.Equal((2, 2), (inOrder.StopCount, reversed.StopCount));
    }

    [Fact]
    public void Apply_VisitThatWasSeen_IsCompletedAndNoSecondOne()
    {
        var state = Folded(
            Race(50, "44"),
            At(990, Lap("44", 11, 90)),
            At(1077, new CarUpdate { CarId = "44", InPit = true }),
            At(1100, new CarUpdate { CarId = "44", InPit = false }),
            At(1101, Visits(Stop)),
            At(1102, Visits(Stop)));

        var visit = Assert.Single(state.Cars[0].PitVisits);
        Assert.Equal((12, Seconds(22.5), Seconds(2.3)), (visit.Lap, visit.LaneTime, visit.StationaryTime));
        Assert.Single(state.Events, e => e.Type == EventTypes.PitEntry);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Apply_VisitOfNoLap_IsLeftOut(int lap) =>
        Assert.Empty(Folded(Race(50, "44"), At(1, Visits(new PitVisitUpdate(lap, null, null, null)))).Cars[0].PitVisits);

    [Fact]
    public void Apply_MoreVisitsThanACarCanMake_KeepsToTheMost()
    {
        var visits = Enumerable.Range(1, 200).Select(lap => new PitVisitUpdate(lap, null, null, null)).ToArray();

        Assert.Equal(64, Folded(Race(50, "44"), At(1, Visits(visits))).Cars[0].PitVisits.Count);
    }

    private static CarUpdate Visits(params PitVisitUpdate[] visits) => new() { CarId = "44", PitVisits = [.. visits] };

    private static CarUpdate Stint(int index, string compound, int startLap) =>
        new() { CarId = "44", Stints = [new StintUpdate { Index = index, CompoundName = compound, AgeAtStart = 0, StartLap = startLap, VisitLap = index > 0 ? startLap - 1 : null }] };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
