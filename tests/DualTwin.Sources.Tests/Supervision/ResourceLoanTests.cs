using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>Sources that need the same port.</summary>
public sealed class ResourceLoanTests
{
    private static readonly SourceException Taken = new("the port is taken") { InUse = true };

    private readonly ScriptedSlot _old = new("old");
    private readonly ScriptedSlot _next = new("next");
    private readonly ScriptedSlot _standIn = new("s");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Next_FindsThePortOfTheOldOne_GetsItAndTakesOverWhenItDelivers(bool byRequest)
    {
        FirstAttemptFails();
        await using var run = await DeliveringAsync();
        var switching = TurnTo(run, byRequest);

        await run.AttemptAsync(_next, before: 1);
        await run.UntilAsync(() => _old.Alive == 0);
        Assert.Equal("old", run.Status.Active);
        await run.SayAsync(_next, 1);

        await run.UntilAsync(() => run.Status.Active == "next");
        Assert.True(!byRequest || (await switching).Delivering);
        Assert.Equal((1, 2), (_old.Count, run.Changes.Count));
        Assert.Contains(run.Status.Transitions, t => t.Source == "next" && t.Cause == "the port is taken");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Next_CannotUseThePortEither_OldOneHasItBack(bool byRequest)
    {
        _next.AtStart = attempt => attempt.Fail(Taken);
        await using var run = await DeliveringAsync();
        var switching = TurnTo(run, byRequest);

        await run.AttemptAsync(_old, before: 1);
        await run.SayAsync(_old, 1);
        await run.PassSayingAsync(6, _old);

        Assert.Equal("old", run.Status.Active);
        Assert.Single(run.Changes);
        Assert.True(!byRequest || !(await switching).Delivering);
    }

    [Fact]
    public async Task Next_HasThePortAndIsSilent_StandsInAndTheOldOneReturnsAfterTheRequest()
    {
        FirstAttemptFails();
        await using var run = await DeliveringAsync();
        var switching = TurnTo(run, byRequest: true);
        await run.AttemptAsync(_next, before: 1);

        await run.PassUntilAsync(() => run.Status.StandingIn, 3);
        await run.PassAsync(3.5);
        Assert.False((await switching).Delivering);
        await run.AttemptAsync(_old, before: 1);
        await run.SayAsync(_old, 1);

        await run.UntilAsync(() => run.Status.Active == "old");
        await run.UntilAsync(() => _next.Alive == 0);
    }

    [Fact]
    public async Task Listed_SourcesOfOneList_KeepWhatTheyHave()
    {
        _next.AtStart = attempt => attempt.Fail(Taken);
        await using var run = new SupervisorRun(_standIn, null, [With(_old), With(_next)]) { Scripted = [_old, _next] };
        await run.SayAsync(_old, 0);
        await run.UntilAsync(() => run.Status.Active == "old");

        await run.PassUntilAsync(() => run.Status.StandingIn, 2.1);
        await run.PassAsync(2.5);
        await run.UntilAsync(() => run.Status.Transitions.Any(t => t.Source == "next" && t.Cause == "the port is taken"));

        Assert.Equal((1, 1), (_old.Count, _old.Alive));
    }

    private void FirstAttemptFails() => _next.AtStart = attempt =>
    {
        if (_next.Count == 0)
        {
            attempt.Fail(Taken);
        }
    };

    private static SourceSlot With(ScriptedSlot slot) => slot.Slot with { Exclusive = "the port" };

    private async Task<SupervisorRun> DeliveringAsync()
    {
        var run = new SupervisorRun(_standIn, null, [With(_old)]) { Scripted = [_old, _next] };
        await run.SayAsync(_old, 0);
        await run.UntilAsync(() => run.Status.Active == "old");
        return run;
    }

    private async Task<SwitchResult> TurnTo(SupervisorRun run, bool byRequest)
    {
        if (byRequest)
        {
            return await run.Supervisor.SwitchAsync([With(_next)], ["next"], TimeSpan.FromSeconds(5), SupervisorRun.Token);
        }

        run.Supervisor.Use([With(_next)], new SupervisorOptions());
        return new SwitchResult(true, null);
    }
}
