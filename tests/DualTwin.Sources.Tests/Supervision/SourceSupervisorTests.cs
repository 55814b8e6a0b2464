using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

public sealed class SourceSupervisorTests
{
    private readonly ScriptedSlot _a = new("a");
    private readonly ScriptedSlot _b = new("b");
    private readonly ScriptedSlot _standIn = new("s");

    [Fact]
    public async Task ReadAsync_Start_TakesTheFirstToDeliver()
    {
        await using var run = new SupervisorRun(_standIn, null, _a, _b);
        await run.SayAsync(_b, 1);

        await run.UntilAsync(() => run.Said(FrameRole.Measured).Count == 1);

        Assert.Equal((SourceChangeKind.Start, null, "b"), Told(Assert.Single(run.Changes)));
        Assert.Equal(["b1"], run.Said(FrameRole.Measured));
    }

    [Fact]
    public async Task ReadAsync_NothingEverDelivers_StandsInWithinTheStallLimit()
    {
        await using var run = new SupervisorRun(_standIn, null, _a);

        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);
        await run.SayAsync(_standIn, 7);

        await run.UntilAsync(() => run.Said(FrameRole.StandIn).Count == 1);
        var change = Assert.Single(run.Changes);
        Assert.Equal((SourceChangeKind.Failover, null, "stand-in simulator"), Told(change));
        Assert.Contains("silent for 2.0 s", change.Cause, StringComparison.Ordinal);
        Assert.Empty(run.Said(FrameRole.Measured));
    }

    [Fact]
    public async Task ReadAsync_ActiveSilent_StandsInAndReturnsWithWhatItHeld()
    {
        await using var run = await DeliveringAsync(_a);
        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);

        await run.SayAsync(_a, 1);
        await run.SayAsync(_a, 2);
        await run.UntilAsync(() => run.Slot(_a).Phase == SlotPhase.Delivering);
        Assert.Equal(["a0"], run.Said(FrameRole.Measured));
        await run.PassAsync(1.5);
        await run.SayAsync(_a, 3);
        await run.PassAsync(1.6);
        await run.UntilAsync(() => run.Said(FrameRole.Measured).Count == 4);

        Assert.Equal(["a0", "a1", "a2", "a3"], run.Said(FrameRole.Measured));
        Assert.Equal(
            [(SourceChangeKind.Start, null, "a"), (SourceChangeKind.Failover, "a", "stand-in simulator"), (SourceChangeKind.Return, "stand-in simulator", "a")],
            run.Changes.Select(Told));
        var items = run.Items.ToList();
        Assert.True(items.FindIndex(i => i.Change?.Kind == SourceChangeKind.Return) < items.FindIndex(i => i.Frame?.SessionTime == TimeSpan.FromSeconds(1)));
        await run.UntilAsync(() => _standIn.Alive == 0);
    }

    [Fact]
    public async Task ReadAsync_ActiveSilent_TheNextTakesOverAndTheBestReturns()
    {
        await using var run = await DeliveringAsync(_a, _b);
        await run.UntilAsync(() => run.Slot(_b).Phase == SlotPhase.Idle);
        await run.UntilAsync(() => _b.Alive == 0);
        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);

        await run.SayAsync(_b, 1);
        await run.UntilAsync(() => run.Status.Active == "b");
        await run.PassSayingAsync(2.5, _a, _b);
        Assert.Equal("b", run.Status.Active);
        await run.PassSayingAsync(1, _a, _b);

        Assert.Equal("a", run.Status.Active);
        Assert.Equal((SourceChangeKind.Return, "b", "a"), Told(run.Changes[^1]));
        await run.UntilAsync(() => _b.Alive == 0);
    }

    [Fact]
    public async Task ReadAsync_ActiveDies_TheNextIsWarmByThenAndNothingStandsIn()
    {
        await using var run = await DeliveringAsync(_a, _b);
        await run.UntilAsync(() => _b.Alive == 0);
        var before = _b.Count;
        _a.CreateThrows = new SourceException("refused");
        _a.Current.Close();

        await run.AttemptAsync(_b, before);
        await run.PassSayingAsync(2.2, _b);

        Assert.Equal("b", run.Status.Active);
        Assert.Equal([(SourceChangeKind.Start, null, "a"), (SourceChangeKind.Failover, "a", "b")], run.Changes.Select(Told));
    }

    [Fact]
    public async Task ReadAsync_ActiveFallsSilent_TheNextIsWarmByHalfOfItsLimit()
    {
        await using var run = await DeliveringAsync(_a, _b);
        await run.UntilAsync(() => _b.Alive == 0);
        var before = _b.Count;

        await run.PassAsync(0.9);
        Assert.Equal(before, _b.Count);
        await run.PassAsync(0.2);
        await run.AttemptAsync(_b, before);
        await run.SayAsync(_a, 1);
        await run.PassAsync(0.1);
        await run.UntilAsync(() => _b.Alive == 0);

        Assert.Equal("a", run.Status.Active);
        Assert.Single(run.Changes);
    }

    [Fact]
    public async Task Use_OtherLimits_LeavesTheSourcesAsTheyAre()
    {
        await using var run = await DeliveringAsync(_a);
        Assert.True((await TurnToAsync(run, _b)).Delivering);

        run.Supervisor.Use(new SupervisorOptions { MaxFailures = 2 });
        await run.PassAsync(0.2);
        Assert.Equal((1, "b"), (run.Status.Slots.Length, run.Status.Active));
        _b.Current.Refuse();
        _b.Current.Refuse();
        await run.PassUntilAsync(() => run.Status.StandingIn, 0.3);

        Assert.StartsWith("2 bad and 0 missing updates in a row, limit 2", run.Changes[^1].Cause, StringComparison.Ordinal);
    }

    private static async Task<SwitchResult> TurnToAsync(SupervisorRun run, ScriptedSlot slot)
    {
        var switching = run.Supervisor.SwitchAsync([slot.Slot], [slot.Name], TimeSpan.FromSeconds(5), SupervisorRun.Token);
        await run.SayAsync(slot, 1);
        return await switching;
    }

    [Fact]
    public async Task ReadAsync_NoStandIn_AFailingSourceStaysUntilAnotherDelivers()
    {
        await using var run = new SupervisorRun(null, null, _a, _b);
        await run.SayAsync(_a, 0);
        await run.UntilAsync(() => run.Status.Active == "a");
        await run.PassAsync(2.2);
        Assert.Equal("a", run.Status.Active);
        Assert.Equal(SlotPhase.Stalled, run.Slot(_a).Phase);

        await run.SayAsync(_b, 1);
        await run.UntilAsync(() => run.Status.Active == "b");

        Assert.Equal((SourceChangeKind.Failover, "a", "b"), Told(run.Changes[^1]));
        Assert.Contains("silent", run.Changes[^1].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_SourceThatCannotBeMade_IsTriedForEver()
    {
        _a.CreateThrows = new InvalidOperationException("boom");
        await using var run = new SupervisorRun(_standIn, null, _a);
        for (var tenths = 0; run.Slot(_a).FailedAttempts < 20; tenths++)
        {
            Assert.True(tenths < 2000, "It was not tried 20 times in 200 s.");
            await run.PassAsync(0.1);
            // The clock stands until an attempt that has begun has failed.
            await run.UntilAsync(() => run.Slot(_a).Phase != SlotPhase.Connecting);
        }

        Assert.Contains("an unexpected error: boom", run.Status.Changes[0].Cause, StringComparison.Ordinal);

        _a.CreateThrows = null;
        await run.PassUntilAsync(() => _a.Count > 0, 6);
        await run.SayAsync(_a, 1);

        await run.UntilAsync(() => run.Status.Active == "a");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAsync_SourceFails_IsReadAnewAndSaysWhy(bool expected)
    {
        await using var run = await DeliveringAsync(_a);

        _a.Current.Fail(expected ? new SourceException("the cable is out") : new FormatException("the cable is out"));
        await run.UntilAsync(() => run.Slot(_a).Phase == SlotPhase.Retrying);
        Assert.Contains("the cable is out", run.Slot(_a).Cause, StringComparison.Ordinal);
        await run.PassUntilAsync(() => _a.Count == 2, 2.1);

        await run.UntilAsync(() => _a.Alive == 1);
    }

    [Fact]
    public async Task ReadAsync_BadMessages_FailOverAndAreCounted()
    {
        await using var run = await DeliveringAsync(_a);
        for (var i = 0; i < 5; i++)
        {
            _a.Current.Refuse();
        }

        await run.PassAsync(0.2);

        Assert.True(run.Status.StandingIn);
        Assert.Equal("5 bad and 0 missing updates in a row, limit 5 (the last one: not_json)", run.Changes[^1].Cause);
        Assert.Equal(5, run.Slot(_a).Refused["not_json"]);
    }

    [Fact]
    public async Task ReadAsync_FramesWithoutNews_AreNoStall()
    {
        await using var run = await DeliveringAsync(_a);

        await run.PassSayingAsync(20, _a);

        Assert.Single(run.Changes);
        Assert.Equal(SlotPhase.Delivering, run.Slot(_a).Phase);
    }

    [Fact]
    public async Task ReadAsync_OwnSession_IsNeverGivenUpAndEnds()
    {
        var own = new ScriptedSlot("own", ownSession: true);
        await using var run = await DeliveringAsync(own);
        await run.PassAsync(60);
        Assert.Equal(SlotPhase.Delivering, run.Slot(own).Phase);

        own.Current.Close();
        await run.UntilAsync(() => run.Slot(own).Phase == SlotPhase.Ended);
        await run.PassAsync(10);

        Assert.Single(run.Changes);
        Assert.Equal(1, own.Count);
    }

    [Fact]
    public async Task Switch_NewSourceDelivers_OldStaysUntilThen()
    {
        await using var run = await DeliveringAsync(_a);
        var switching = Switch(run, [_b], "b");
        await run.AttemptAsync(_b);
        await run.SayAsync(_a, 1);
        Assert.Equal("a", run.Status.Active);
        Assert.Contains(run.Status.Slots, s => s.Name == "a" && s.Phase == SlotPhase.Delivering);

        await run.SayAsync(_b, 2);

        Assert.Equal(new SwitchResult(true, null), await switching);
        await run.UntilAsync(() => run.Said(FrameRole.Measured).Count == 3 && _a.Alive == 0);
        Assert.Equal(["a0", "a1", "b2"], run.Said(FrameRole.Measured));
        Assert.Equal((SourceChangeKind.Request, "a", "b"), Told(run.Changes[^1]));
        Assert.False(run.Changes[^1].BeginsSession);
    }

    [Fact]
    public async Task Switch_NewSourceDoesNotDeliver_IsRefusedAndTheListIsBack()
    {
        _b.CreateThrows = new SourceException("no such host");
        await using var run = await DeliveringAsync(_a);
        var switching = Switch(run, [_b], "b");
        await run.UntilAsync(() => run.Status.Transitions.Any(t => t.Cause == "no such host"));

        await run.PassSayingAsync(5.1, _a);

        var result = await switching;
        Assert.False(result.Delivering);
        Assert.Contains("b: no data came within 5 s", result.Reason, StringComparison.Ordinal);
        Assert.Contains("no such host", result.Reason, StringComparison.Ordinal);
        Assert.Equal(["a"], run.Status.Slots.Select(s => s.Name));
        Assert.Equal(("a", 1), (run.Status.Active, _a.Count));
    }

    [Fact]
    public async Task Switch_LaterRequest_TakesThePlaceAndTheFirstListIsWhatComesBack()
    {
        var c = new ScriptedSlot("c");
        await using var run = await DeliveringAsync(_a);
        var first = Switch(run, [_b], "b");
        var second = Switch(run, [c], "c");

        Assert.Equal("A later request took its place.", (await first).Reason);
        await run.PassSayingAsync(5.1, _a);

        Assert.False((await second).Delivering);
        Assert.Equal(["a"], run.Status.Slots.Select(s => s.Name));
        Assert.Equal(("a", 1), (run.Status.Active, _a.Count));
        await run.UntilAsync(() => _b.Alive + c.Alive == 0);
    }

    [Fact]
    public async Task Switch_ThirdSourceDelivers_DoesNotComeBetween()
    {
        await using var run = await DeliveringAsync(_a);
        var switching = Switch(run, [_b, new ScriptedSlot("c") { AtStart = c => c.Send(1) }], "b");

        await run.PassSayingAsync(4, _a);
        Assert.Equal("a", run.Status.Active);
        await run.SayAsync(_b, 1);

        Assert.True((await switching).Delivering);
        await run.UntilAsync(() => run.Status.Active == "b");
    }

    [Fact]
    public async Task Switch_ToTheActiveSource_IsAnsweredAtOnceWithoutANewAttempt()
    {
        await using var run = await DeliveringAsync(_a);

        Assert.True((await Switch(run, [_a], "a")).Delivering);

        Assert.Equal(1, _a.Count);
        Assert.Single(run.Changes);
    }

    [Fact]
    public async Task Switch_BetweenOwnSessionAndLive_BeginsASessionEvenFromTheStandIn()
    {
        var own = new ScriptedSlot("own", ownSession: true) { AtStart = s => s.Send(1) };
        await using var run = await DeliveringAsync(_a);
        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);

        Assert.True((await Switch(run, [own], "own")).Delivering);

        // The answer may be there before the items of the same look are read.
        await run.UntilAsync(() => run.Changes.Count == 3);
        Assert.True(run.Changes[^1].BeginsSession);
        var back = Switch(run, [_a], "a");
        await run.UntilAsync(() => _a.Count == 2);
        await run.SayAsync(_a, 2);

        Assert.True((await back).Delivering);
        await run.UntilAsync(() => run.Changes.Count == 4);
        Assert.True(run.Changes[^1].BeginsSession);
    }

    [Fact]
    public async Task Switch_AfterTheEnd_IsAnswered()
    {
        var run = await DeliveringAsync(_a);
        var waiting = Switch(run, [_b], "b");
        await run.DisposeAsync();

        Assert.False((await waiting).Delivering);
        Assert.False((await Switch(run, [_a], "a")).Delivering);
    }

    [Fact]
    public async Task Use_ListMadeAnew_KeepsTheActiveSourceAndTakesNewLimits()
    {
        var a = new ScriptedSlot("a");
        await using var run = await DeliveringAsync(a);
        var anew = a.Slot with { Create = () => throw new InvalidOperationException("made twice"), Stall = new StallRule(TimeSpan.FromSeconds(7)) };

        run.Supervisor.Use([a.Slot with { Stall = anew.Stall }, _b.Slot], new SupervisorOptions());
        await run.UntilAsync(() => run.Status.Slots.Length == 2);

        Assert.Equal(("a", 1, 7.0), (run.Status.Active, a.Count, run.Slot(a).StallLimitSeconds));
    }

    [Fact]
    public async Task Use_ActiveNotInTheList_StaysUntilAnotherDelivers()
    {
        await using var run = await DeliveringAsync(_a);
        run.Supervisor.Use([_b.Slot], new SupervisorOptions());
        await run.PassSayingAsync(10, _a);
        Assert.Equal("a", run.Status.Active);

        run.Supervisor.Use([_a.Slot, _b.Slot], new SupervisorOptions());
        await run.PassSayingAsync(1, _a);

        Assert.Equal((1, 1), (_a.Count, run.Changes.Count));
        await run.UntilAsync(() => _b.Alive == 0);
    }

    [Fact]
    public async Task Use_TheSameSourceTwice_IsOneSource()
    {
        await using var run = await DeliveringAsync(_a);
        run.Supervisor.Use([_a.Slot, _a.Slot], new SupervisorOptions());
        await run.PassSayingAsync(1, _a);

        Assert.Equal(SlotPhase.Delivering, Assert.Single(run.Status.Slots).Phase);
    }

    [Fact]
    public async Task Switch_AHundredTimes_LeaksNothing()
    {
        _a.AtStart = s => s.Send(1);
        _b.AtStart = s => s.Send(1);
        var run = await DeliveringAsync(_a);
        for (var i = 0; i < 100; i++)
        {
            var to = i % 2 == 0 ? _b : _a;
            Assert.True((await Switch(run, [to], to.Name)).Delivering);
        }

        await run.UntilAsync(() => _a.Alive + _b.Alive == 1);
        Assert.Equal("a", run.Status.Active);
        await run.UntilAsync(() => run.Changes.Count >= 101);
        Assert.Equal(101, run.Changes.Count);
        await run.DisposeAsync();
        Assert.Equal(0, _a.Alive + _b.Alive);
    }

    private static Task<SwitchResult> Switch(SupervisorRun run, IEnumerable<ScriptedSlot> slots, params IEnumerable<string> goals) =>
        run.Supervisor.SwitchAsync(slots.Select(s => s.Slot), goals, TimeSpan.FromSeconds(5), SupervisorRun.Token);

    private static (SourceChangeKind, string?, string) Told(SourceChange change) => (change.Kind, change.From, change.To);

    private async Task<SupervisorRun> DeliveringAsync(params IReadOnlyList<ScriptedSlot> slots)
    {
        var run = new SupervisorRun(_standIn, null, slots);
        await run.SayAsync(slots[0], 0);
        await run.UntilAsync(() => run.Status.Active == slots[0].Name && run.Said(FrameRole.Measured).Count > 0);
        return run;
    }
}
