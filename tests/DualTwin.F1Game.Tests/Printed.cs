using System.Text.Json;
using DualTwin.F1Game.Layouts;

namespace DualTwin.F1Game.Tests;

internal static class Printed
{
    /// <summary>The datagram as <see cref="PacketJson"/> prints it, read back.</summary>
    public static JsonElement Of(ReadOnlySpan<byte> datagram)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            PacketJson.Write(writer, datagram);
        }

        return JsonDocument.Parse(bytes.ToArray()).RootElement;
    }
}
