using System.Numerics;

namespace DualTwin.Server.Metrics;

/// <summary>
/// Durations counted in buckets of fixed relative width, so that size never grows and recording never allocates. Percentiles are
/// upper bucket edges: at most 1/8 above the true value.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepsPerOctave = 8;
    private const int StepBits = 3;

    // Octaves of 100 ns ticks up to 2^40 ticks, about 30 hours.
    private const int Octaves = 40;
    private readonly long[] _buckets = new long[Octaves * StepsPerOctave];
    private long _count;
    private long _ticks;

    /// <summary>Durations recorded.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Mean duration; null before the first.</summary>
    public TimeSpan? Mean => Count is > 0 and var n ? TimeSpan.FromTicks(Interlocked.Read(ref _ticks) / n) : null;

    /// <summary>Records <paramref name="duration"/>. Safe from any thread.</summary>
    public void Record(TimeSpan duration)
    {
        var ticks = Math.Max(0, duration.Ticks);
        Interlocked.Increment(ref _buckets[Math.Min(BucketOf(ticks), _buckets.Length - 1)]);
        Interlocked.Add(ref _ticks, ticks);
        Interlocked.Increment(ref _count);
    }

    /// <summary>The duration that the share <paramref name="quantile"/> (0…1) of all stayed at or below; null before the first.</summary>
    public TimeSpan? Quantile(double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantile);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1);
        long total = 0;
        foreach (ref var bucket in _buckets.AsSpan())
        {
            total += Interlocked.Read(ref bucket);
        }

        if (total == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(quantile * total));
        long seen = 0;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += Interlocked.Read(ref _buckets[i]);
            if (seen >= rank)
            {
                return TimeSpan.FromTicks(UpperEdge(i));
            }
        }

        return TimeSpan.FromTicks(UpperEdge(_buckets.Length - 1));
    }

    // Values below 8 have a bucket each; above, the leading bit chooses the octave and the next three bits the step within it.
    private static int BucketOf(long ticks)
    {
        if (ticks < StepsPerOctave)
        {
            return (int)ticks;
        }

        var octave = BitOperations.Log2((ulong)ticks) - StepBits;
        return ((octave + 1) * StepsPerOctave) + (int)((ticks >> octave) & (StepsPerOctave - 1));
    }

    private static long UpperEdge(int bucket)
    {
        if (bucket < StepsPerOctave)
        {
            return bucket;
        }

        var octave = (bucket / StepsPerOctave) - 1;
        return ((long)(StepsPerOctave + (bucket % StepsPerOctave) + 1) << octave) - 1;
    }
}
