using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>Days on which the computer or the network, not the source, is what goes wrong.</summary>
public sealed class BadDayTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ScriptedSlot _a = new("a");
    private readonly ScriptedSlot _standIn = new("s");

    [Fact]
    public async Task Sleep_WhileDelivering_StandsInAtOnceAndReturns()
    {
        await using var run = await DeliveringAsync();

        run.Clock.Sleep(Hour);
        await run.PassAsync(0.1);

        Assert.True(run.Status.StandingIn);
        Assert.Contains("silent for 3600.", run.Changes[^1].Cause, StringComparison.Ordinal);
        await ReturnsAsync(run, attemptsBefore: 1);
    }

    [Fact]
    public async Task Sleep_DataBeforeTheFirstLook_GoesOnAndStillSeesAStall()
    {
        await using var run = await DeliveringAsync();

        run.Clock.Sleep(Hour);
        await run.SayAsync(_a, 1);
        await run.UntilAsync(() => run.Said(FrameRole.Measured).Count == 2);
        await run.PassAsync(0.1);
        Assert.Equal("a", run.Status.Active);

        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);
        await ReturnsAsync(run, attemptsBefore: 1);
    }

    [Fact]
    public async Task Sleep_WhileStalled_StandsInStillAndReturns()
    {
        await using var run = await DeliveringAsync();
        await run.PassUntilAsync(() => run.Slot(_a).Phase == SlotPhase.Stalled, 2.1);

        run.Clock.Sleep(Hour);
        await run.PassAsync(0.1);

        Assert.True(run.Status.StandingIn);
        await ReturnsAsync(run, attemptsBefore: 1);
    }

    [Fact]
    public async Task Sleep_WhileRetrying_TriesOnceAndReturns()
    {
        await using var run = await DeliveringAsync();
        _a.Current.Fail(new SourceException("the network is down"));
        await run.UntilAsync(() => run.Slot(_a).Phase == SlotPhase.Retrying);

        run.Clock.Sleep(Hour);
        await run.PassAsync(0.1);

        Assert.True(run.Status.StandingIn);
        await ReturnsAsync(run, attemptsBefore: 1);
    }

    [Fact]
    public async Task Sleep_WhileStandingIn_GoesOnAndReturns()
    {
        await using var run = await DeliveringAsync();
        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);
        await run.SayAsync(_standIn, 1);

        run.Clock.Sleep(Hour);
        await run.PassAsync(0.1);

        Assert.True(run.Status.StandingIn);
        Assert.Equal((1, 1), (_standIn.Count, _standIn.Alive));
        await ReturnsAsync(run, attemptsBefore: 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task TimeOfDay_JumpsByADay_CausesNoStep(int days)
    {
        await using var run = await DeliveringAsync();
        await run.PassSayingAsync(1, _a);
        var before = run.Status.Transitions;

        run.Clock.Set(TimeSpan.FromDays(days));
        await run.PassSayingAsync(5, _a);
        run.Clock.Set(TimeSpan.FromDays(-days));
        await run.PassSayingAsync(5, _a);

        Assert.Equal(before, run.Status.Transitions);
        Assert.Single(run.Changes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task TimeOfDay_JumpsWhileSilent_HurriesAndDelaysNothing(int days)
    {
        await using var run = await DeliveringAsync();
        await run.PassAsync(1.5);
        run.Clock.Set(TimeSpan.FromDays(days));

        await run.PassAsync(0.4);
        Assert.Equal("a", run.Status.Active);
        await run.PassUntilAsync(() => run.Status.StandingIn, 0.2);
        await ReturnsAsync(run, attemptsBefore: 1);
    }

    [Fact]
    public async Task Network_GoneForTenMinutes_IsTriedWithinTheBackoffAndReturnedTo()
    {
        await using var run = await DeliveringAsync();
        _a.AtStart = attempt => attempt.Fail(new SourceException("no route to host"));
        _a.Current.Fail(new SourceException("no route to host"));
        await run.UntilAsync(() => run.Slot(_a).Phase == SlotPhase.Retrying);

        for (var tenths = 0; tenths < 6000; tenths++)
        {
            await run.PassAsync(0.1);
            // The clock stands until an attempt that has begun has failed.
            await run.UntilAsync(() => run.Slot(_a).Phase == SlotPhase.Retrying);
        }

        // After 2 and 4 s every 5 s; a tick may lie between due and done.
        Assert.InRange(_a.Count - 1, 600 / 5.2, 600 / 5 + 2);
        Assert.True(run.Status.StandingIn);
        Assert.Contains("no route to host", run.Slot(_a).Cause, StringComparison.Ordinal);

        _a.AtStart = null;
        var attempts = _a.Count;
        await run.PassUntilAsync(() => _a.Count > attempts, 5.2);
        await ReturnsAsync(run, attempts);
        await run.PassSayingAsync(0.2, _a);
        Assert.Equal(0, run.Slot(_a).FailedAttempts);
    }

    [Fact]
    public async Task Log_ABadDay_HasEveryStepWithItsCause()
    {
        await using var run = await DeliveringAsync();
        _a.Current.Fail(new SourceException("the cable is out"));
        await run.UntilAsync(() => run.Status.Transitions.Any(t => t.Cause == "the cable is out"));
        await run.PassUntilAsync(() => _a.Count == 2 && _a.Current.Heard, 6);
        _a.Current.Close();
        await run.UntilAsync(() => run.Status.Transitions.Any(t => t.Cause == "the other side closed the connection"));
        await run.PassUntilAsync(() => run.Status.StandingIn && _a.Count == 3, 12);
        await ReturnsAsync(run, attemptsBefore: 2);

        var status = run.Status;
        var steps = run.Log.All.Where(line => line.StartsWith("3001 ", StringComparison.Ordinal)).Select(line => line.TrimEnd());
        var changes = run.Log.All.Where(line => line.StartsWith("3002 ", StringComparison.Ordinal)).Select(line => line.TrimEnd());
        Assert.Equal(status.Transitions.Select(t => $"3001 {t.Source}: {t.From} → {t.To}: {t.Cause}"), steps);
        Assert.Equal(status.Changes.Select(c => $"3002 Source {c.Kind}: {c.From ?? "nothing"} → {c.To}: {c.Cause}"), changes);
        Assert.All(status.Transitions, t => Assert.NotEmpty(t.Cause));
        Assert.Contains(status.Transitions, t => t.Cause == "the cable is out");
        Assert.Contains(status.Transitions, t => t.Cause == "the other side closed the connection");
    }

    // Good data is back: returned to when it has proved itself, with no more than a few attempts for it.
    private async Task ReturnsAsync(SupervisorRun run, int attemptsBefore)
    {
        await run.PassUntilAsync(() => run.Slot(_a).Phase is SlotPhase.Connecting or SlotPhase.Stalled or SlotPhase.Delivering, 5.2);
        for (var tenths = 0; run.Status.Active != "a"; tenths++)
        {
            Assert.True(tenths < 100, "It was not returned to in 10 s of good data.");
            // The clock stands until an attempt that has begun is read.
            await run.UntilAsync(() => run.Slot(_a).Phase == SlotPhase.Retrying || (_a.Count == Begun(run) && _a.Current.Heard));
            await run.PassSayingAsync(0.1, _a);
        }

        Assert.Equal(SourceChangeKind.Return, run.Changes[^1].Kind);
        Assert.InRange(_a.Count, attemptsBefore, attemptsBefore + 2);
        await run.UntilAsync(() => _standIn.Alive == 0);
    }

    private static int Begun(SupervisorRun run) => run.Log.All.Count(line =>
        line.StartsWith("3001 a: ", StringComparison.Ordinal) && line.Contains("→ Connecting", StringComparison.Ordinal));

    private async Task<SupervisorRun> DeliveringAsync()
    {
        var run = new SupervisorRun(_standIn, null, _a);
        await run.SayAsync(_a, 0);
        await run.UntilAsync(() => run.Status.Active == "a" && run.Said(FrameRole.Measured).Count > 0);
        return run;
    }
}
