using System.Buffers.Binary;

namespace DualTwin.Sources.Captures;

/// <summary>Captures of the form seconds (float64), length (uint32), datagram.</summary>
internal static class TimedDatagrams
{
    private const int HeaderBytes = sizeof(double) + sizeof(uint);
    private const int MaxDatagramBytes = 65_535;

    // Some centuries of seconds: clocks since 1970 fit, damaged bytes mostly do not.
    private const double MaxSeconds = 1e10;

    // September 2001: no game sent telemetry before, and no session runs for thirty years.
    private const double LeastCalendarSeconds = 1e9;

    public static IEnumerable<CapturedDatagram> Read(Stream stream)
    {
        using var bytes = new CaptureBytes(stream);
        var header = new byte[HeaderBytes];
        double? first = null;
        while (bytes.TryFill(header))
        {
            var (seconds, length) = Parse(header, bytes.Position - HeaderBytes);
            first ??= seconds;
            yield return new CapturedDatagram(TimeSpan.FromSeconds(seconds - first.Value), bytes.Take(length))
            {
                CapturedAt = first >= LeastCalendarSeconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null,
            };
        }
    }

    private static (double Seconds, int Length) Parse(ReadOnlySpan<byte> header, long position)
    {
        var seconds = BinaryPrimitives.ReadDoubleLittleEndian(header);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[sizeof(double)..]);
        if (!(Math.Abs(seconds) <= MaxSeconds) || length > MaxDatagramBytes)
        {
            throw new InvalidDataException($"time {seconds} s and length {length} at byte {position} are not those of a datagram");
        }

        return (seconds, (int)length);
    }
}
