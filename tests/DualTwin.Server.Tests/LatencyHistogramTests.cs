using CsCheck;
using DualTwin.Server.Metrics;

namespace DualTwin.Server.Tests;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Quantile_AnyDurations_IsNeverBelowTheTrueOneNorAnEighthAbove() =>
        Gen.Select(Gen.Long[0, 10_000_000_000].Array[1, 200], Gen.Double[0, 1]).Sample((ticks, q) =>
        {
            var sut = new LatencyHistogram();
            foreach (var t in ticks)
            {
                sut.Record(TimeSpan.FromTicks(t));
            }

            var sorted = ticks.Order().ToArray();
            var exact = sorted[Math.Max(1, (int)Math.Ceiling(q * sorted.Length)) - 1];
            var actual = sut.Quantile(q)!.Value.Ticks;
            Assert.InRange(actual, exact, exact + (exact / 8) + 1);
        });

    [Fact]
    public void Quantile_NothingRecorded_IsUnknown()
    {
        var sut = new LatencyHistogram();

        Assert.Null(sut.Quantile(0.5));
        Assert.Null(sut.Mean);
    }

    [Fact]
    public void Record_LongerThanTheLastBucket_IsKept()
    {
        var sut = new LatencyHistogram();

        sut.Record(TimeSpan.MaxValue);
        sut.Record(TimeSpan.FromTicks(-5));

        Assert.Equal(2, sut.Count);
        Assert.Equal(TimeSpan.Zero, sut.Quantile(0));
    }
}
