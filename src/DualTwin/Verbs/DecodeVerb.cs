using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using DualTwin.CommandLine;
using DualTwin.F1Game.Layouts;
using DualTwin.Sources.Captures;

namespace DualTwin.Verbs;

/// <summary><c>decode</c>: the packets of a capture of the game's telemetry as JSON.</summary>
internal static class DecodeVerb
{
    private const string Description =
        """
        Print the F1 game's packets in a capture, one JSON line per UDP datagram: {"header":…,"name":…,"body":…} with the wire's own values
        and the maker's field names, or {"refused":reason} where a datagram is no packet of the formats 2020 to 2026.

        Examples:
          dualtwin decode practice.pcapng
          dualtwin decode packets.jsonl.gz
        """;

    // Names and symbols stay readable; the lines are not put into a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var path = new Argument<string>("FILE") { Description = "Capture: .pcap, .pcapng, .f64u32 or .jsonl, each also with .gz" };
        var command = new Command("decode", Description) { path };
        command.Does((parsed, cancellationToken) => Task.FromResult(Decode(parsed.GetRequiredValue(path), cancellationToken)));
        return command;
    }

    private static int Decode(string path, CancellationToken cancellationToken)
    {
        var datagrams = CaptureFile.Read(path);
        using var output = new BufferedStream(Console.OpenStandardOutput(), 64 * 1024);
        using var writer = new Utf8JsonWriter(output, Options);
        foreach (var datagram in datagrams)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(writer, datagram);
            writer.Flush();
            writer.Reset();
            output.WriteByte((byte)'\n');
        }

        return ExitCodes.Ok;
    }

    private static void Write(Utf8JsonWriter writer, CapturedDatagram datagram)
    {
        if (datagram.Refusal is { } refusal)
        {
            PacketJson.WriteRefusal(writer, refusal);
        }
        else
        {
            PacketJson.Write(writer, datagram.Bytes.Span);
        }
    }
}
