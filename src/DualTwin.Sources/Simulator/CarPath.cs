namespace DualTwin.Sources.Simulator;

/// <summary>A car's way through the race, from the grid to where it comes to rest.</summary>
internal sealed class CarPath
{
    private readonly SpeedProfile _profile;
    private readonly List<Leg> _legs;

    public CarPath(SpeedProfile profile, List<Leg> legs)
    {
        _profile = profile;
        _legs = legs;
    }

    /// <summary>Place, m since the line at the start, speed, m/s, and kind of leg at a time; before the first leg the car stands.</summary>
    public (double Metres, double Speed, LegKind Kind) At(double seconds)
    {
        var first = _legs[0];
        if (seconds < first.FromSeconds)
        {
            return (first.FromMetres, 0, LegKind.Launch);
        }

        var leg = _legs[Find(seconds, static (l, value) => l.ToSeconds < value || (l.Kind == LegKind.Past && l.ToSeconds <= value))];
        var (metres, speed) = leg.At(seconds, _profile);
        return (metres, seconds > leg.ToSeconds ? 0 : speed, leg.Kind);
    }

    /// <summary>When the car is first at a place, s; its last moment where it never gets there.</summary>
    public double TimeAt(double metres) =>
        _legs[Find(metres, static (l, value) => l.ToMetres < value)].TimeAt(metres, _profile);

    // The first leg that is not over at the value; the last one where all are.
    private int Find(double value, Func<Leg, double, bool> isOver)
    {
        var (low, high) = (0, _legs.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isOver(_legs[middle], value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
