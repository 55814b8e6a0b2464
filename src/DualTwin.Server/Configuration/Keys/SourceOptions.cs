using System.Collections.Frozen;
using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>The options that each kind of source knows.</summary>
internal static class SourceOptions
{
    public const string Path = "path";
    public const string Speed = "speed";
    public const string Seed = "seed";

    private static readonly FrozenDictionary<string, IValueCheck> Simulator = Options(
        (Seed, new IntegerReader(0, int.MaxValue)), (Speed, new SpeedReader()));

    private static readonly FrozenDictionary<string, IValueCheck> Replay = Options(
        (Path, new PlainTextReader("the path of a recorded session's folder")), (Speed, new SpeedReader()));

    private static readonly FrozenDictionary<string, IValueCheck> Live = Options(
        ("url", new PlainTextReader("an address")),
        ("host", HostNames.Reader),
        ("port", new IntegerReader(0, ushort.MaxValue)),
        ("timeout", new NumberReader(0.1, 600, "s")),
        ("max_reconnect_attempts", new IntegerReader(1, 1_000_000, "attempts")),
        ("reconnect_delay", new NumberReader(0.01, 600, "s")),
        ("stall_seconds", new NumberReader(0.1, 3600, "s")),
        ("token_file", new PlainTextReader("the path of a file")),
        ("token_env", new PlainTextReader("the name of an environment variable")),
        ("token_as", new ChoiceReader<TokenPlacement>(("header", TokenPlacement.Header), ("query", TokenPlacement.Query))),
        ("ca_file", new PlainTextReader("the path of a file")),
        ("max_message_bytes", new IntegerReader(1024, 64 << 20, "bytes")));

    /// <summary>The options of <paramref name="type"/> by name.</summary>
    public static FrozenDictionary<string, IValueCheck> Of(SourceType type) => type switch
    {
        SourceType.Simulator => Simulator,
        SourceType.Replay => Replay,
        _ => Live,
    };

    private static FrozenDictionary<string, IValueCheck> Options(params (string Name, IValueCheck Check)[] options) =>
        options.ToFrozenDictionary(o => o.Name, o => o.Check, StringComparer.Ordinal);
}
