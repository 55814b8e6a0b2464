using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Values;

/// <summary>Turns the game's numbers into ours; what cannot be is unknown.</summary>
internal static class GameValues
{
    private const int Wrap = 1 << 16;

    /// <summary>A lap time; null for none.</summary>
    public static TimeSpan? Milliseconds(long value) => value > 0 ? TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond) : null;

    /// <summary>A lap time of formats that tell seconds; null for none.</summary>
    public static TimeSpan? Seconds(float? value) => value is > 0 and < 86_400 ? Milliseconds((long)Math.Round(value.Value * 1000.0)) : null;

    /// <summary>A sector time; null for none. Formats without minutes tell it less a whole number of 65.536 s: see <see cref="SectorWithin"/>.</summary>
    public static TimeSpan? Sector(ushort milliseconds, byte? minutes) => Milliseconds(milliseconds + (60_000L * (minutes ?? 0)));

    /// <summary>
    /// A sector time; null for none. Formats without minutes begin again at 65.536 s: <paramref name="sinceStart"/>, the time since the
    /// sector began, tells how often. Where the end of the sector was not <paramref name="witnessed"/>, that is known only of a sector
    /// for which there was no time to have been longer; else it is unknown.
    /// </summary>
    public static TimeSpan? SectorWithin(ushort milliseconds, byte? minutes, TimeSpan? sinceStart, bool witnessed)
    {
        if (minutes is not null)
        {
            return Sector(milliseconds, minutes);
        }

        if (milliseconds == 0 || sinceStart is not { } since)
        {
            return null;
        }

        var wraps = Math.Max(0, ((long)since.TotalMilliseconds - milliseconds) / Wrap);
        return witnessed || wraps == 0 ? Milliseconds(milliseconds + (wraps * Wrap)) : null;
    }

    /// <summary>Four values; null where all are zero, which is how the game says nothing.</summary>
    public static Wheels? Told(Wheels<byte> values) => values == default ? null : Of(values, v => (double)v);

    /// <inheritdoc cref="Told(Wheels{byte})"/>
    public static Wheels? Told(Wheels<ushort> values) => values == default ? null : Of(values, v => (double)v);

    /// <summary>Whether all four are within a range.</summary>
    public static bool All(Wheels<float> values, float least, float most)
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

    /// <summary>Four values, each turned into ours.</summary>
    public static Wheels Of<T>(Wheels<T> values, Func<T, double> convert)
        where T : unmanaged, IEquatable<T> =>
        new(convert(values.FrontLeft), convert(values.FrontRight), convert(values.RearLeft), convert(values.RearRight));
}
