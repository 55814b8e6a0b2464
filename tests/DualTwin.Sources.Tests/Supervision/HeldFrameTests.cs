using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>What a source said while it proved itself.</summary>
public sealed class HeldFrameTests
{
    private readonly ScriptedSlot _best = new("a");
    private readonly ScriptedSlot _next = new("b");
    private readonly ScriptedSlot _standIn = new("s");

    [Fact]
    public async Task Return_FromAnotherLiveSource_WhatIsOlderThanShownIsBehind()
    {
        await using var run = await WithTheNextActiveAsync();
        await run.SayAsync(_best, 50);
        await run.SayAsync(_next, 101);
        await run.PassAsync(1.5);
        await run.SayAsync(_best, 100);
        await run.SayAsync(_best, 102);
        await run.SayAsync(_next, 103);
        await run.PassAsync(1.4);
        await run.SayAsync(_best, 104);
        await run.PassAsync(0.3);

        await run.UntilAsync(() => run.Said(FrameRole.Measured).Contains("a104"));
        Assert.Equal(["a50", "a100", "a102"], run.Said(FrameRole.Behind));
        Assert.Equal(["a0", "b100", "b101", "b103", "a104"], run.Said(FrameRole.Measured));
    }

    [Fact]
    public async Task Return_OfASourceWhoseClockIsBehind_ItsNewestCounts()
    {
        await using var run = await WithTheNextActiveAsync();
        await run.SayAsync(_best, 1);
        await run.PassSayingAsync(1.5, _next);
        await run.SayAsync(_best, 2);
        await run.PassSayingAsync(1.6, _next);
        await run.UntilAsync(() => run.Status.Active == "a");
        await run.SayAsync(_best, 3);

        await run.UntilAsync(() => run.Said(FrameRole.Measured).Contains("a3"));
        Assert.Equal(["a1"], run.Said(FrameRole.Behind));
        Assert.Equal(["a2", "a3"], run.Said(FrameRole.Measured).Where(s => s is not "a0" && s[0] == 'a'));
    }

    // The best source has failed, the next one delivers, and the best is about to come back.
    private async Task<SupervisorRun> WithTheNextActiveAsync()
    {
        var run = new SupervisorRun(_standIn, null, _best, _next);
        await run.SayAsync(_best, 0);
        await run.UntilAsync(() => run.Status.Active == "a");
        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);
        await run.SayAsync(_next, 100);
        await run.UntilAsync(() => run.Status.Active == "b");
        return run;
    }
}
