using DualTwin.Sources.Replay;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Replay;

public sealed class ReplayClockTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task WaitUntil_TenTimes_IsDueAfterATenth()
    {
        var clock = new ReplayClock(ReplaySpeed.Times(10), _time);
        await clock.WaitUntilAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        var due = clock.WaitUntilAsync(TimeSpan.FromMinutes(6), TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.False(due.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        await due;
    }

    [Fact]
    public async Task WaitUntil_LateConsumer_DoesNotAddUpDelays()
    {
        var clock = new ReplayClock(ReplaySpeed.RealTime, _time);
        await clock.WaitUntilAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.True(clock.WaitUntilAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully);
        var due = clock.WaitUntilAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        await due;
    }

    [Fact]
    public void WaitUntil_Maximum_NeverWaits()
    {
        var clock = new ReplayClock(ReplaySpeed.Maximum, _time);

        Assert.True(clock.WaitUntilAsync(TimeSpan.Zero, TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully);
        Assert.True(clock.WaitUntilAsync(TimeSpan.FromDays(1), TestContext.Current.CancellationToken).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task WaitUntil_Cancelled_Throws()
    {
        var clock = new ReplayClock(ReplaySpeed.RealTime, _time);
        using var cancel = new CancellationTokenSource();
        await clock.WaitUntilAsync(TimeSpan.Zero, cancel.Token);
        var due = clock.WaitUntilAsync(TimeSpan.FromSeconds(4), cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => due);
    }

    [Theory]
    [InlineData("1", 1.0)]
    [InlineData("10", 10.0)]
    [InlineData("2.5x", 2.5)]
    [InlineData("max", null)]
    [InlineData("MAX", null)]
    public void TryParse_Speed_IsRead(string text, double? factor)
    {
        Assert.True(ReplaySpeed.TryParse(text, out var speed));
        Assert.Equal(factor, speed.Factor);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("fast")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("NaN")]
    public void TryParse_Nonsense_IsRefused(string? text) => Assert.False(ReplaySpeed.TryParse(text, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(10_001)]
    public void Times_OutOfRange_Throws(double factor) => Assert.Throws<ArgumentOutOfRangeException>(() => ReplaySpeed.Times(factor));
}
