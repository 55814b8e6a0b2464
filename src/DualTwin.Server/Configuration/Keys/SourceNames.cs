using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>How the file names the kinds of source.</summary>
internal static class SourceNames
{
    public static readonly ChoiceReader<SourceType> Reader = new(
        ("simulator", SourceType.Simulator), ("replay", SourceType.Replay), ("websocket", SourceType.Websocket),
        ("udp", SourceType.Udp), ("livetiming", SourceType.Livetiming), ("openf1", SourceType.Openf1));
}
