using System.Diagnostics;

namespace DualTwin.Bench;

/// <summary>Times of one piece of work, told by median and noise.</summary>
internal sealed record Sample(string Name, double MedianMicroseconds, double NoisePercent, double AllocatedBytes)
{
    /// <summary>
    /// Runs <paramref name="work"/> in <paramref name="rounds"/> rounds of <paramref name="perRound"/> calls after a warm-up of as many.
    /// Noise is the median absolute deviation of the rounds, in percent of their median.
    /// </summary>
    public static Sample Take(string name, int rounds, int perRound, Action<int> work)
    {
        for (var i = 0; i < rounds * perRound / 4; i++)
        {
            work(i);
        }

        var times = new double[rounds];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < perRound; i++)
            {
                work((round * perRound) + i);
            }

            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / perRound;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / ((double)rounds * perRound);
        var median = Median(times);
        var noise = Median([.. times.Select(t => Math.Abs(t - median))]) / median * 100;
        return new Sample(name, median, noise, bytes);
    }

    public static double Median(double[] values)
    {
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    public override string ToString() => $"{Name,-58} {MedianMicroseconds,9:F2} µs  ±{NoisePercent,4:F1} %  {AllocatedBytes,9:F0} B";
}
