using DualTwin.RaceModel.Sampling;

namespace DualTwin.Strategy.Forecasting;

/// <summary>Draws of a simulated race: a seeded generator whose bits are looked up in tables of quantiles.</summary>
internal sealed class DrawSource
{
    private const int PerBits = 5;
    private const float Unit = 1.0f / (1 << 24);

    private readonly SeededRandom _random = new(0);

    /// <summary>Goes on as every source sown with <paramref name="seed"/> does.</summary>
    public void Sow(ulong seed) => _random.Sow(seed);

    /// <summary>64 bits.</summary>
    public ulong Bits() => _random.NextBits();

    /// <summary>0 (included) to 1 (excluded).</summary>
    public float Share() => (_random.NextBits() >> 40) * Unit;

    public int Index(int bound) => (int)(Share() * bound);

    public float Normal() => Look(QuantileTables.Normal);

    public float Exponential() => Look(QuantileTables.Exponential);

    /// <summary>A draw from a table of quantiles.</summary>
    public float Look(float[] quantiles) => quantiles[(int)(_random.NextBits() & QuantileTables.Mask)];

    /// <summary>Fills the first <paramref name="count"/> of <paramref name="values"/> with standard normal draws.</summary>
    public void Normals(float[] values, int count)
    {
        var table = QuantileTables.Normal;
        var i = 0;
        while (i < count)
        {
            var bits = _random.NextBits();
            for (var k = 0; k < PerBits && i < count; k++, i++)
            {
                values[i] = table[(int)(bits & QuantileTables.Mask)];
                bits >>= QuantileTables.Bits;
            }
        }
    }
}
