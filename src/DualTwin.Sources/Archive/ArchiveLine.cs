using System.Buffers.Text;

namespace DualTwin.Sources.Archive;

/// <summary>One line of a topic's file: when, and what.</summary>
/// <param name="Time">Time since the recording's zero.</param>
/// <param name="Json">The message, UTF-8.</param>
internal readonly record struct ArchiveLine(TimeSpan Time, ReadOnlyMemory<byte> Json)
{
    /// <summary>Splits a line such as <c>01:02:03.456{…}</c>; false where it does not begin with a time.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> line, out ArchiveLine parsed)
    {
        parsed = default;
        var rest = line.Span;
        if (!TryPart(ref rest, (byte)':', 99, out var hours)
            || !TryPart(ref rest, (byte)':', 59, out var minutes)
            || !TryPart(ref rest, (byte)'.', 59, out var seconds)
            || !Utf8Parser.TryParse(rest, out int fraction, out var digits)
            || digits is < 1 or > 7
            || fraction < 0)
        {
            return false;
        }

        var ticks = fraction * (long)Math.Pow(10, 7 - digits);
        var time = new TimeSpan(hours, minutes, seconds) + TimeSpan.FromTicks(ticks);
        parsed = new ArchiveLine(time, line[(line.Length - rest.Length + digits)..]);
        return true;
    }

    private static bool TryPart(ref ReadOnlySpan<byte> rest, byte end, int most, out int value)
    {
        var read = Utf8Parser.TryParse(rest, out value, out var used) && used <= 2 && used < rest.Length && rest[used] == end;
        rest = read ? rest[(used + 1)..] : rest;
        return read && value >= 0 && value <= most;
    }
}
