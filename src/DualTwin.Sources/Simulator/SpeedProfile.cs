namespace DualTwin.Sources.Simulator;

/// <summary>
/// How speed goes up and down along a lap of reference pace. The corners are not the circuit's own, which no record of the project
/// tells: sixteen corners at uneven distances, joined by the accelerations of a Formula 1 car, and all as much faster or slower than
/// common corners as makes the lap take the circuit's reference time.
/// </summary>
internal sealed class SpeedProfile
{
    private const int Cells = 800;
    private const int Halvings = 30;

    // Common magnitudes for such cars: about 1 g out of slow corners, less at speed, and 3.5 g on the brakes.
    private const double Acceleration = 9;
    private const double Braking = 34;
    private const double TopSpeed = 92;

    // Place along the lap, 0…1, and slowest speed, m/s, of each corner.
    private static readonly (double Place, double Speed)[] Corners =
    [
        (0.07, 30), (0.12, 34), (0.19, 25), (0.26, 42), (0.31, 38), (0.36, 26), (0.42, 55), (0.47, 32),
        (0.52, 24), (0.56, 36), (0.61, 60), (0.66, 33), (0.72, 28), (0.77, 45), (0.81, 68), (0.86, 40),
    ];

    private readonly double[] _times = new double[Cells + 1];
    private readonly double _cellMetres;

    public SpeedProfile(double lapMetres, double lapSeconds)
    {
        LapMetres = lapMetres;
        LapSeconds = lapSeconds;
        _cellMetres = lapMetres / Cells;
        Fill(CornerFactor());
        var scale = lapSeconds / _times[Cells];
        for (var i = 0; i <= Cells; i++)
        {
            _times[i] *= scale;
        }
    }

    public double LapMetres { get; }

    public double LapSeconds { get; }

    /// <summary>Time from the line to <paramref name="metres"/> at reference pace, s.</summary>
    public double TimeAt(double metres)
    {
        var place = Math.Clamp(metres / _cellMetres, 0, Cells);
        var cell = Math.Min((int)place, Cells - 1);
        return _times[cell] + ((place - cell) * (_times[cell + 1] - _times[cell]));
    }

    /// <summary>Metres from the line after <paramref name="seconds"/> at reference pace, and the speed there, m/s.</summary>
    public (double Metres, double Speed) At(double seconds)
    {
        var found = Array.BinarySearch(_times, seconds);
        var cell = Math.Clamp(found >= 0 ? found : ~found - 1, 0, Cells - 1);
        var width = _times[cell + 1] - _times[cell];
        var part = Math.Clamp((seconds - _times[cell]) / width, 0, 1);
        return ((cell + part) * _cellMetres, _cellMetres / width);
    }

    // Faster corners make a faster lap; what halving leaves over is a matter of microseconds, which the scale takes up.
    private double CornerFactor()
    {
        var (slow, fast) = (0.2, 4.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (slow + fast) / 2;
            Fill(middle);
            (slow, fast) = _times[Cells] > LapSeconds ? (middle, fast) : (slow, middle);
        }

        return fast;
    }

    private void Fill(double cornerFactor)
    {
        for (var i = 0; i < Cells; i++)
        {
            _times[i + 1] = _times[i] + (_cellMetres / SpeedAt((i + 0.5) / Cells, LapMetres, cornerFactor));
        }
    }

    private static double SpeedAt(double place, double lapMetres, double cornerFactor)
    {
        var square = TopSpeed * TopSpeed;
        foreach (var (corner, speed) in Corners)
        {
            var since = (place - corner + 1) % 1 * lapMetres;
            var until = (corner - place + 1) % 1 * lapMetres;
            square = Math.Min(square, (cornerFactor * cornerFactor * speed * speed) + (2 * Math.Min(Acceleration * since, Braking * until)));
        }

        return Math.Sqrt(square);
    }
}
