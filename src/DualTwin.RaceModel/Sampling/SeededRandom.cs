namespace DualTwin.RaceModel.Sampling;

/// <summary>
/// A small seeded generator: xoshiro256** (Blackman and Vigna 2018) with its state filled by SplitMix64. Equal seeds give equal
/// sequences on every platform; not for secrets, not safe for use by several threads at once.
/// </summary>
public sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public SeededRandom(ulong seed) => Sow(seed);

    /// <summary>Goes on as a generator made with <paramref name="seed"/> begins.</summary>
    public void Sow(ulong seed)
    {
        _a = SplitMix(ref seed);
        _b = SplitMix(ref seed);
        _c = SplitMix(ref seed);
        _d = SplitMix(ref seed);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 (included) to 1 (excluded), evenly spread.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 (included) to <paramref name="bound"/> (excluded).</summary>
    public int NextIndex(int bound) => (int)(NextDouble() * bound);

    /// <summary>True with the given probability, 0…1.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>A number from the standard normal distribution (polar method of Marsaglia).</summary>
    public double NextNormal()
    {
        double x, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            var y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is >= 1 or 0);

        return x * Math.Sqrt(-2 * Math.Log(square) / square);
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
