using CsCheck;
using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

public sealed class SlotMonitorTests
{
    private static readonly SupervisorOptions Options = new();

    [Fact]
    public void FailoverCause_SilentForTwoSeconds_NamesTheSilence()
    {
        var monitor = Delivering();

        Assert.Null(monitor.FailoverCause(At(1.9)));
        Assert.Equal("silent for 2.0 s, limit 2.0 s", monitor.FailoverCause(At(2)));
        monitor.Tick(At(2));
        Assert.Equal(SlotPhase.Stalled, monitor.Phase);
    }

    [Fact]
    public void StallLimit_SlowRhythm_IsThreeMedianIntervals()
    {
        var monitor = Delivering();
        monitor.Good(At(1.5));
        monitor.Good(At(3));

        Assert.Equal(TimeSpan.FromSeconds(4.5), monitor.StallLimit);
        Assert.Null(monitor.FailoverCause(At(7.4)));
        Assert.NotNull(monitor.FailoverCause(At(7.5)));
    }

    [Fact]
    public void StallLimit_Fixed_Counts()
    {
        var monitor = Delivering(stall: TimeSpan.FromSeconds(0.5));
        monitor.Good(At(1.5));
        monitor.Good(At(3));

        Assert.NotNull(monitor.FailoverCause(At(3.5)));
    }

    [Fact]
    public void FailoverCause_RefusedInARow_CountsUpToTheLimit()
    {
        var monitor = Delivering();
        monitor.Heard(Refusing(4));
        Assert.Null(monitor.FailoverCause(At(1)));

        monitor.Heard(Refusing(5));

        Assert.Equal("5 bad and 0 missing updates in a row, limit 5 (the last one: not_json)", monitor.FailoverCause(At(1)));
        monitor.Good(At(1));
        Assert.Null(monitor.FailoverCause(At(1)));
    }

    [Fact]
    public void FailoverCause_MissingUpdates_CountWithTheBadOnes()
    {
        var monitor = Delivering(stall: TimeSpan.FromMinutes(10));
        monitor.Heard(Refusing(2));

        Assert.Null(monitor.FailoverCause(At(8.9)));
        Assert.Equal("2 bad and 3 missing updates in a row, limit 5 (the last one: not_json)", monitor.FailoverCause(At(9)));
    }

    [Fact]
    public void FailoverCause_UpdateIntervalBelowTheSourcesRhythm_MissesNothing()
    {
        var monitor = Delivering(Options with { UpdateInterval = TimeSpan.FromSeconds(0.05) });
        monitor.Good(At(1));
        monitor.Good(At(2));

        Assert.Null(monitor.FailoverCause(At(2.9)));
        Assert.Equal(0, monitor.FailuresInRow(At(2.9)));
    }

    [Fact]
    public void FailoverCause_AttemptsToConnect_NamesTheLastFailure()
    {
        var monitor = Monitor(Options with { MaxReconnectAttempts = 2 });
        monitor.BeginAttempt(At(0));
        monitor.Lost(At(0.1), "refused");
        Assert.Null(monitor.FailoverCause(At(0.1)));

        monitor.BeginAttempt(At(0.2));
        monitor.Lost(At(0.3), "no such host");

        Assert.Equal("2 attempts to connect failed (no such host)", monitor.FailoverCause(At(0.3)));
        monitor.BeginAttempt(At(0.4));
        Assert.Equal("attempt 3, after: no such host", monitor.Cause);
    }

    [Fact]
    public void FailoverCause_SlotsOwnLimit_CountsInstead()
    {
        var monitor = new SlotMonitor(Slot() with { MaxReconnectAttempts = 1 }, Options, () => 1);
        monitor.Want(At(0));
        monitor.BeginAttempt(At(0));
        monitor.Lost(At(0.1), "refused");

        Assert.NotNull(monitor.FailoverCause(At(0.1)));
    }

    [Fact]
    public void Lost_Attempts_BackOffWithJitterAndNeverEnd() => Gen.Select(Gen.Int[1, 200], Gen.Double[0, 1]).Sample((losses, jitter) =>
    {
        var monitor = new SlotMonitor(Slot(), Options, () => jitter);
        monitor.Want(At(0));
        var now = At(0);
        for (var i = 1; i <= losses; i++)
        {
            Assert.True(monitor.AttemptDue(now));
            monitor.BeginAttempt(now);
            monitor.Lost(now, "refused");
            var full = Math.Min(2 * Math.Pow(2, i - 1), 5);
            var delay = (monitor.NextAttempt - now).TotalSeconds;
            Assert.InRange(delay, full / 2, full);
            now = monitor.NextAttempt;
        }

        return monitor.AttemptDue(now);
    });

    [Fact]
    public void Lost_SourceThatClosesAfterEveryMessage_KeepsBackingOff()
    {
        var monitor = Monitor();
        var now = At(0);
        for (var i = 1; i <= 4; i++)
        {
            monitor.BeginAttempt(now);
            monitor.Good(now);
            monitor.Lost(now, "closed");
            now = monitor.NextAttempt;
            Assert.Equal(i, monitor.FailedAttempts);
        }

        monitor.BeginAttempt(now);
        monitor.Good(now);
        monitor.Good(now + Options.ReturnAfter);
        Assert.Equal(0, monitor.FailedAttempts);
    }

    [Fact]
    public void MayTakeOver_AfterAFailover_NeedsGoodDataForReturnAfterHoweverLongAgoItWas()
    {
        var monitor = Delivering();
        monitor.FailedOver(At(1));

        monitor.Good(At(600));
        Assert.False(monitor.MayTakeOver(At(600), overLive: false));
        monitor.Good(At(601.5));
        Assert.False(monitor.MayTakeOver(At(602.9), overLive: false));
        monitor.Good(At(603));
        Assert.True(monitor.MayTakeOver(At(603), overLive: false));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 6)]
    [InlineData(3, 12)]
    [InlineData(4, 24)]
    [InlineData(9, 24)]
    public void MayTakeOver_Flapping_DoublesTheProof(int failovers, double proof)
    {
        var monitor = Delivering();
        for (var i = 0; i < failovers; i++)
        {
            monitor.FailedOver(At(0.1));
        }

        for (var second = 1.0; second < 1 + proof; second++)
        {
            monitor.Good(At(second));
            Assert.False(monitor.MayTakeOver(At(second), overLive: false));
        }

        monitor.Good(At(1 + proof));
        Assert.True(monitor.MayTakeOver(At(1 + proof), overLive: false));
    }

    [Fact]
    public void MayTakeOver_OneGoodMessageAmongBadOnes_ProvesNothing()
    {
        var monitor = Delivering(Options with { ReturnAfter = TimeSpan.FromSeconds(1) });
        for (var second = 0.1; second < 10; second += 0.1)
        {
            monitor.Good(At(second));
        }

        monitor.Heard(Refusing(5));
        monitor.Tick(At(10));
        monitor.FailedOver(At(10));
        monitor.Good(At(10.1));

        Assert.False(monitor.MayTakeOver(At(10.1), overLive: false));
    }

    [Fact]
    public void MayTakeOver_FirstData_IsTrueAtOnceButOverALiveSource()
    {
        var monitor = Delivering();

        Assert.True(monitor.MayTakeOver(At(0), overLive: false));
        Assert.False(monitor.MayTakeOver(At(0), overLive: true));
    }

    [Fact]
    public void ConnectionIsDead_Silent_AfterThreeStallLimitsAndThenTwiceAsLong()
    {
        var monitor = Delivering();
        monitor.Tick(At(5.9));
        Assert.False(monitor.ConnectionIsDead(At(5.9)));
        Assert.True(monitor.ConnectionIsDead(At(6)));

        monitor.Remake(At(6));
        Assert.True(monitor.AttemptDue(At(6)));
        monitor.BeginAttempt(At(6));
        monitor.Tick(At(11));

        Assert.Equal(SlotPhase.Stalled, monitor.Phase);
        Assert.False(monitor.ConnectionIsDead(At(22.9)));
        Assert.True(monitor.ConnectionIsDead(At(23)));
    }

    [Fact]
    public void ConnectionIsDead_SlowToConnect_HasItsTimeout()
    {
        var monitor = new SlotMonitor(Slot() with { ConnectTimeout = TimeSpan.FromSeconds(30) }, Options, () => 1);
        monitor.Want(At(0));
        monitor.BeginAttempt(At(0));
        monitor.Tick(At(29));

        Assert.Equal(SlotPhase.Connecting, monitor.Phase);
        Assert.False(monitor.ConnectionIsDead(At(29)));
    }

    [Fact]
    public void FailoverCause_OwnSession_NeverForSilence()
    {
        var monitor = new SlotMonitor(Slot() with { OwnSession = true }, Options, () => 1);
        monitor.Want(At(0));
        monitor.BeginAttempt(At(0));
        monitor.Good(At(0));
        monitor.Tick(At(3600));

        Assert.Equal(SlotPhase.Delivering, monitor.Phase);
        Assert.Null(monitor.FailoverCause(At(3600)));
        Assert.False(monitor.ConnectionIsDead(At(3600)));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static SourceCounters Refusing(int inRow)
    {
        var counters = new SourceCounters();
        for (var i = 0; i < inRow; i++)
        {
            counters.Refuse("not_json");
            counters.CountRefusedMessage();
        }

        return counters;
    }

    private static SourceSlot Slot() => new() { Name = "a", Type = "scripted", Create = () => new ScriptedAttempt("a") };

    private static SlotMonitor Monitor(SupervisorOptions? options = null, TimeSpan? stall = null)
    {
        var monitor = new SlotMonitor(Slot() with { Stall = new StallRule(stall) }, options ?? Options, () => 1);
        monitor.Want(At(0));
        return monitor;
    }

    private static SlotMonitor Delivering(SupervisorOptions? options = null, TimeSpan? stall = null)
    {
        var monitor = Monitor(options, stall);
        monitor.BeginAttempt(At(0));
        monitor.Good(At(0));
        return monitor;
    }
}
