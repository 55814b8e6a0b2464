using System.Text.Json;
using DualTwin.Sources.Archive;

namespace DualTwin.Sources.Captures;

/// <summary>Captures with a JSON object a line that holds the datagram as <c>hex</c>; they keep no times.</summary>
internal static class HexLines
{
    // A datagram in hex takes 128 KiB at most; the rest is for what else the line tells.
    private const int MaxLineBytes = 4 * 1024 * 1024;

    public static IEnumerable<CapturedDatagram> Read(Stream stream)
    {
        using var lines = new LineReader(stream, MaxLineBytes);
        for (var number = 1; lines.Read(); number++)
        {
            if (lines.TooLong)
            {
                throw new InvalidDataException($"line {number} is longer than {MaxLineBytes} bytes");
            }

            if (!lines.Line.Span.Trim(" \t"u8).IsEmpty)
            {
                yield return new CapturedDatagram(TimeSpan.Zero, Datagram(lines.Line.Span, number));
            }
        }
    }

    private static byte[] Datagram(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return Convert.FromHexString(FindHex(line) ?? throw new InvalidDataException($"line {number} has no property \"hex\""));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"line {number} is not an object with a datagram as \"hex\": {e.Message}", e);
        }
    }

    private static string? FindHex(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        string? hex = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                var found = reader.ValueTextEquals("hex"u8);
                reader.Read();
                hex = found ? reader.GetString() : hex;
                reader.Skip();
            }
        }

        return hex;
    }
}
