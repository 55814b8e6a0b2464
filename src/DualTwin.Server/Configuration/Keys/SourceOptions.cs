using System.Collections.Frozen;
using DualTwin.RaceModel.Circuits;
using DualTwin.Server.Configuration.Readers;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Simulator;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>The options that each kind of source knows.</summary>
internal static class SourceOptions
{
    /// <summary>The one option that must be given: what a replay replays.</summary>
    public const string Path = "path";

    // What the simulator takes at most; a clock cannot pace it finer.
    private const double MostSimulatorSpeed = 1000;

    private static readonly FrozenDictionary<string, IValueCheck> Simulator = Options(
        ("seed", new IntegerReader(0, int.MaxValue)),
        ("speed", new SpeedReader(MostSimulatorSpeed)),
        ("circuit", new PlainTextReader("the name of a known circuit", name => CircuitCatalogue.Find(name)?.LapLengthMetres is not null)),
        ("laps", new IntegerReader(1, 200, "laps")),
        ("cars", new IntegerReader(2, SimulatorOptions.LargestField)),
        ("races", new IntegerReader(1, int.MaxValue)));

    private static readonly FrozenDictionary<string, IValueCheck> Replay = Options(
        (Path, new PlainTextReader("the path of a recorded session's folder")), ("speed", new SpeedReader(ReplaySpeed.Most)));

    private static readonly FrozenDictionary<string, IValueCheck> Live = Options(
        ("url", new PlainTextReader("an address")),
        ("mode", new ChoiceReader<EndpointMode>(("failover", EndpointMode.Failover), ("merge", EndpointMode.Merge))),
        ("host", HostNames.Reader),
        ("port", new IntegerReader(0, ushort.MaxValue)),
        ("allowed_senders", LiveSourceKeys.Senders),
        ("forward_to", LiveSourceKeys.Targets),
        ("timeout", new NumberReader(0.1, 600, "s")),
        ("max_reconnect_attempts", new IntegerReader(1, 1_000_000, "attempts")),
        ("reconnect_delay", new NumberReader(0.01, 600, "s")),
        ("stall_seconds", new NumberReader(0.1, 3600, "s")),
        ("token_file", new PlainTextReader("the path of a file")),
        ("token_env", new PlainTextReader("the name of an environment variable")),
        ("token_as", new ChoiceReader<TokenPlacement>(("header", TokenPlacement.Header), ("query", TokenPlacement.Query))),
        ("ca_file", new PlainTextReader("the path of a file")),
        ("max_message_bytes", new IntegerReader(1024, 64 << 20, "bytes")));

    private static readonly FrozenDictionary<string, IValueCheck> LiveTiming = Options(
        ("url", new PlainTextReader("an address that starts with https:// or http://", IsHttp)),
        ("timeout", new NumberReader(0.1, 600, "s")),
        ("max_reconnect_attempts", new IntegerReader(1, 1_000_000, "attempts")),
        ("reconnect_delay", new NumberReader(0.01, 600, "s")),
        ("stall_seconds", new NumberReader(0.1, 3600, "s")),
        ("token_file", new PlainTextReader("the path of a file")),
        ("token_env", new PlainTextReader("the name of an environment variable")));

    /// <summary>The options of <paramref name="type"/> by name.</summary>
    public static FrozenDictionary<string, IValueCheck> Of(SourceType type) => type switch
    {
        SourceType.Simulator => Simulator,
        SourceType.Replay => Replay,
        SourceType.Livetiming => LiveTiming,
        _ => Live,
    };

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static FrozenDictionary<string, IValueCheck> Options(params (string Name, IValueCheck Check)[] options) =>
        options.ToFrozenDictionary(o => o.Name, o => o.Check, StringComparer.Ordinal);
}
