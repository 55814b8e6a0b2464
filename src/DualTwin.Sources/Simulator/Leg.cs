namespace DualTwin.Sources.Simulator;

/// <summary>A stretch of a car's way: times in s since lights out, distances in m since the line at the start.</summary>
internal readonly record struct Leg(LegKind Kind, double FromSeconds, double ToSeconds, double FromMetres, double ToMetres)
{
    public double Seconds => ToSeconds - FromSeconds;

    public double Metres => ToMetres - FromMetres;

    /// <summary>Place, m, and speed, m/s, at a time within the leg.</summary>
    public (double Metres, double Speed) At(double seconds, SpeedProfile profile)
    {
        var part = Seconds > 0 ? Math.Clamp((seconds - FromSeconds) / Seconds, 0, 1) : 1;
        switch (Kind)
        {
            case LegKind.Launch:
                return (FromMetres + (Metres * part * part), 2 * Metres * part / Seconds);
            case LegKind.Coast:
                return (ToMetres - (Metres * (1 - part) * (1 - part)), 2 * Metres * (1 - part) / Seconds);
            case LegKind.Track:
                var lap = LapStart(profile);
                var (from, to) = (profile.TimeAt(FromMetres - lap), profile.TimeAt(ToMetres - lap));
                var (metres, speed) = profile.At(from + (part * (to - from)));
                return (Math.Clamp(lap + metres, FromMetres, ToMetres), Seconds > 0 ? speed * (to - from) / Seconds : 0);
            default:
                return (FromMetres + (part * Metres), Seconds > 0 ? Metres / Seconds : 0);
        }
    }

    /// <summary>When the car is at a place within the leg, s.</summary>
    public double TimeAt(double metres, SpeedProfile profile)
    {
        var share = Metres > 0 ? Math.Clamp((metres - FromMetres) / Metres, 0, 1) : 1;
        switch (Kind)
        {
            case LegKind.Launch:
                return FromSeconds + (Seconds * Math.Sqrt(share));
            case LegKind.Coast:
                return FromSeconds + (Seconds * (1 - Math.Sqrt(1 - share)));
            case LegKind.Track:
                var lap = LapStart(profile);
                var (from, to) = (profile.TimeAt(FromMetres - lap), profile.TimeAt(ToMetres - lap));
                return to > from ? FromSeconds + (Seconds * Math.Clamp((profile.TimeAt(metres - lap) - from) / (to - from), 0, 1)) : ToSeconds;
            default:
                return FromSeconds + (share * Seconds);
        }
    }

    // A leg on the track lies within one lap: the lap of its middle.
    private double LapStart(SpeedProfile profile) =>
        Math.Floor((FromMetres + ToMetres) / 2 / profile.LapMetres) * profile.LapMetres;
}
