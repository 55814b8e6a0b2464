using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Values;

/// <summary>Turns the game's numbers into ours; what cannot be is unknown.</summary>
internal static class GameValues
{
    private const int Wrap = 1 << 16;

    /// <summary>The value where it is finite and within the range; else null.</summary>
    public static double? Finite(double? value, double least, double most) => value is { } v && v >= least && v <= most ? v : null;

    /// <summary>A lap time; null for none.</summary>
    public static TimeSpan? Milliseconds(long value) => value > 0 ? TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond) : null;

    /// <summary>A lap time of formats that tell seconds; null for none.</summary>
    public static TimeSpan? Seconds(float? value) => value is > 0 and < 86_400 ? Milliseconds((long)Math.Round(value.Value * 1000.0)) : null;

    /// <summary>
    /// A sector time; null for none. Formats without minutes begin again at 65.536 s: the time since the sector began, where it is
    /// given, tells how often.
    /// </summary>
    public static TimeSpan? Sector(ushort milliseconds, byte? minutes, TimeSpan? sinceStart)
    {
        var wraps = minutes is null && sinceStart is { } since ? Math.Max(0, ((long)since.TotalMilliseconds - milliseconds) / Wrap) : 0;
        return Milliseconds(milliseconds + (60_000L * (minutes ?? 0)) + (wraps * Wrap));
    }

    /// <summary>Percent as a share, 0…1.</summary>
    public static double Share(byte percent) => Math.Min((int)percent, 100) / 100.0;

    /// <summary>Percent of four wheels as shares; null where one is no percentage.</summary>
    public static Wheels? Shares(Wheels<float> percent) =>
        All(percent, 0, 100.5f) ? Of(percent, p => Math.Min(p / 100.0, 1)) : null;

    /// <summary>Percent of four wheels as shares.</summary>
    public static Wheels Shares(Wheels<byte> percent) => Of(percent, Share);

    /// <summary>Four values; null where all are zero, which is how the game says nothing.</summary>
    public static Wheels? Told(Wheels<byte> values) => values == default ? null : Of(values, v => (double)v);

    /// <inheritdoc cref="Told(Wheels{byte})"/>
    public static Wheels? Told(Wheels<ushort> values) => values == default ? null : Of(values, v => (double)v);

    /// <summary>Four values; null where all are zero or one is out of the range.</summary>
    public static Wheels? Told(Wheels<float> values, float most) =>
        values != default && All(values, 0, most) ? Of(values, v => (double)v) : null;

    private static bool All(Wheels<float> values, float least, float most)
    {
        foreach (var value in (ReadOnlySpan<float>)values)
        {
            if (!(value >= least && value <= most))
            {
                return false;
            }
        }

        return true;
    }

    private static Wheels Of<T>(Wheels<T> values, Func<T, double> convert)
        where T : unmanaged, IEquatable<T> =>
        new(convert(values.FrontLeft), convert(values.FrontRight), convert(values.RearLeft), convert(values.RearRight));
}
