using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DualTwin.Bench.Live;

/// <summary>
/// Messages that can be told apart when they come out as views: the track's temperature is the marker. Made once, so that making
/// JSON is not what is measured. One thread stamps, another looks the stamps up.
/// </summary>
internal sealed class StampedMessages
{
    private const int Markers = 500;
    private const double LeastTemperature = 10;
    private readonly byte[][] _messages = [.. Enumerable.Range(0, Markers).Select(IngestBench.Message)];
    private readonly long[] _sentAt = new long[Markers];
    private readonly int _timestampAt;
    private readonly int _temperatureAt;

    public StampedMessages()
    {
        _timestampAt = _messages[0].AsSpan().IndexOf("\"timestamp\": \""u8) + "\"timestamp\": \"".Length;
        _temperatureAt = _messages[0].AsSpan().IndexOf("38.5"u8);
    }

    /// <summary>Size of a message, bytes.</summary>
    public int Bytes => _messages[0].Length;

    /// <summary>The message of <paramref name="update"/>, measured now; with <paramref name="counted"/> its delivery counts.</summary>
    public ReadOnlyMemory<byte> Next(int update, bool counted)
    {
        var marker = update % Markers;
        var message = _messages[marker];
        TimeProvider.System.GetUtcNow().TryFormat(message.AsSpan(_timestampAt), out _, "O");
        var text = (LeastTemperature + (marker / 10.0)).ToString("00.0", CultureInfo.InvariantCulture);
        Encoding.ASCII.GetBytes(text, message.AsSpan(_temperatureAt));
        Volatile.Write(ref _sentAt[marker], counted ? Stopwatch.GetTimestamp() : 0);
        return message;
    }

    /// <summary>How long ago the message was sent that <paramref name="view"/> shows, ms; null where it does not count.</summary>
    public double? AgeMilliseconds(ReadOnlySpan<byte> view, long now)
    {
        var at = view.IndexOf("\"temperature\":"u8);
        if (at < 0)
        {
            return null;
        }

        var number = view[(at + "\"temperature\":".Length)..].TrimStart((byte)' ');
        if (!Utf8Parser.TryParse(number, out double temperature, out _))
        {
            return null;
        }

        var marker = (int)Math.Round((temperature - LeastTemperature) * 10);
        return marker is >= 0 and < Markers && Volatile.Read(ref _sentAt[marker]) is > 0 and var sentAt
            ? Stopwatch.GetElapsedTime(sentAt, now).TotalMilliseconds
            : null;
    }
}
