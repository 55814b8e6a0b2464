namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// What luck each car has in a lap of a simulated race: draws of its own, so that a car which stops in one race and not in another does not
/// change everybody else's luck. A linear congruential generator per car and lap, sown from the race's: a handful of draws is all it gives.
/// </summary>
internal sealed class CarLuck(int cars)
{
    // Numerical Recipes, "quick and dirty" generators; only the upper bits are used.
    private const uint Multiplier = 1664525;
    private const uint Increment = 1013904223;
    private const int ShareShift = 8;
    private const float Unit = 1.0f / (1 << 24);
    private const int TableShift = 32 - QuantileTables.Bits;

    private readonly uint[] _state = new uint[cars];

    /// <summary>Sows the draws of all cars for a lap.</summary>
    public void Sow(DrawSource draws)
    {
        for (var i = 0; i < _state.Length; i += 2)
        {
            var bits = draws.Bits();
            _state[i] = (uint)bits;
            if (i + 1 < _state.Length)
            {
                _state[i + 1] = (uint)(bits >> 32);
            }
        }
    }

    /// <summary>0 (included) to 1 (excluded), for car <paramref name="i"/>.</summary>
    public float Share(int i) => (Next(i) >> ShareShift) * Unit;

    /// <summary>A draw of car <paramref name="i"/> from a table of quantiles.</summary>
    public float Look(int i, float[] quantiles) => quantiles[(int)(Next(i) >> TableShift)];

    /// <summary>A standard normal draw of car <paramref name="i"/>.</summary>
    public float Normal(int i) => Look(i, QuantileTables.Normal);

    private uint Next(int i) => _state[i] = (_state[i] * Multiplier) + Increment;
}
