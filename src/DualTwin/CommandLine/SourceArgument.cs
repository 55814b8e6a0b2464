using System.Text.Json.Nodes;
using DualTwin.Server.Configuration.Loading;

namespace DualTwin.CommandLine;

/// <summary>What <c>--source</c>, <c>--speed</c> and <c>--seed</c> say, as a value of <c>telemetry.sources</c>, so that it is checked like the file's.</summary>
internal static class SourceArgument
{
    private const string Auto = "auto";
    private const string Simulator = "simulator";
    private const string ReplayPrefix = "replay:";
    private const string WebSocketPrefix = "websocket:";
    private const string UdpPrefix = "udp:";
    private const string LiveTimingPrefix = "livetiming:";
    private const string Path = "telemetry.sources";

    /// <summary>The value; null where none of the three options is given. Without a source, speed and seed are the simulator's.</summary>
    public static ConfigOverride? ToOverride(string? source, string? speed, int? seed)
    {
        if (source is null && speed is null && seed is null)
        {
            return null;
        }

        // The game's port where it is set by default, and the simulator until a game appears there.
        var sources = source == Auto ? new JsonArray(Item("udp"), Item(Simulator)) : new JsonArray(Item(source ?? Simulator));
        var item = sources[^1]!.AsObject();
        Put(item, "speed", speed is null ? null : Number(speed));
        Put(item, "seed", seed);
        return new ConfigOverride(Path, sources.ToJsonString(), source is not null ? "--source" : speed is not null ? "--speed" : "--seed");
    }

    private static JsonObject Item(string source) => source.StartsWith(ReplayPrefix, StringComparison.Ordinal)
        ? new JsonObject { ["type"] = "replay", ["path"] = source[ReplayPrefix.Length..] }
        : source.StartsWith(WebSocketPrefix, StringComparison.Ordinal)
            ? new JsonObject { ["type"] = "websocket", ["url"] = source[WebSocketPrefix.Length..] }
            : source.StartsWith(UdpPrefix, StringComparison.Ordinal)
                ? Udp(source[UdpPrefix.Length..])
                : source.StartsWith(LiveTimingPrefix, StringComparison.Ordinal)
                    ? new JsonObject { ["type"] = "livetiming", ["url"] = source[LiveTimingPrefix.Length..] }
                    : new JsonObject { ["type"] = source };

    // HOST:PORT or just PORT; an IPv6 address may stand in brackets.
    private static JsonObject Udp(string address)
    {
        var colon = address.LastIndexOf(':');
        var item = new JsonObject { ["type"] = "udp", ["port"] = Number(address[(colon + 1)..]) };
        Put(item, "host", colon < 0 ? null : address[..colon].Trim('[', ']'));
        return item;
    }

    private static JsonValue Number(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, provider: null, out var number) && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);

    private static void Put(JsonObject item, string name, JsonNode? value)
    {
        if (value is not null)
        {
            item[name] = value;
        }
    }
}
