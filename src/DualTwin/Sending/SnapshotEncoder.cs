using System.Buffers;
using System.Text.Json;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Sending;

/// <summary>Makes messages of a session's state: the newest snapshot with what was measured, nothing estimated.</summary>
internal static class SnapshotEncoder
{
    /// <summary>Most that one UDP datagram carries over IPv4: 65,535 bytes less the headers of IP (20) and UDP (8).</summary>
    public const int LongestDatagramBytes = 65_507;

    /// <summary>
    /// One message or, where it would be longer than <paramref name="longestBytes"/>, several that tell some of the cars each. A
    /// message with a single car is as long as it is.
    /// </summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Encode(SessionState state, int longestBytes)
    {
        var whole = Encode(state);
        if (whole.Length <= longestBytes || state.Cars.Length < 2)
        {
            return [whole];
        }

        var half = state.Cars.Length / 2;
        return Encode(state with { Cars = state.Cars[..half] }, longestBytes)
            .Concat(Encode(state with { Cars = state.Cars[half..] }, longestBytes));
    }

    private static ReadOnlyMemory<byte> Encode(SessionState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            SnapshotWriter.Write(writer, state, [], SchemaVersion.Version110);
        }

        return buffer.WrittenMemory;
    }
}
