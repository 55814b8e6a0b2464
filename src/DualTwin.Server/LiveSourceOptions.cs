using System.Text.Json;
using System.Text.Json.Nodes;
using DualTwin.Server.Configuration;
using DualTwin.Server.Configuration.Keys;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Sources;

namespace DualTwin.Server;

/// <summary>Where a live source is, given in code; what is null is taken from the configuration.</summary>
public sealed record LiveSourceOptions
{
    /// <summary>Address of the WebSocket, <c>ws</c> or <c>wss</c>.</summary>
    public string? WebsocketUrl { get; init; }

    /// <summary>The address that UDP binds.</summary>
    public string? Host { get; init; }

    /// <summary>The port that UDP binds, 0 to 65535; 0 takes any free one.</summary>
    public int? Port { get; init; }

    /// <summary>Longest time that connecting may take, 0.1 to 600 s.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>File that holds the token for the source.</summary>
    public string? TokenFile { get; init; }

    /// <summary>PEM file of certificate authorities trusted for it.</summary>
    public string? CaFile { get; init; }

    /// <summary>Further options of the source by the name that the configuration file gives them; null for none.</summary>
    public JsonObject? More { get; init; }

    internal SourceConfig ToSource(string sourceType, SourceCatalogue catalogue)
    {
        var type = catalogue.FindLive(sourceType) ?? throw new ArgumentException(
            $"'{sourceType}' is no live source; expected {string.Join(" or ", catalogue.Kinds.Where(kind => kind.IsLive))}.", nameof(sourceType));
        var entry = More is null ? [] : JsonNode.Parse(More.ToJsonString())!.AsObject();
        entry[SourcesKey.TypeName] = type.Name;
        Put("url", WebsocketUrl);
        Put("host", Host);
        Put("port", Port);
        Put("timeout", TimeoutSeconds);
        Put("token_file", TokenFile);
        Put("ca_file", CaFile);
        var problems = new ConfigProblems();
        var source = SourcesKey.Read(JsonElement.Parse(entry.ToJsonString()), catalogue, sourceType, new ConfigOrigin("code"), problems);
        string[] all = [.. problems.Errors, .. problems.Warnings];
        return all.Length > 0 || source is null ? throw new SourceException(string.Join("; ", all) + ".") : source;

        // One record serves all kinds: what this one has no use for is passed over.
        void Put(string name, JsonNode? value)
        {
            if (value is not null && type.Options.Any(option => option.Name == name))
            {
                entry[name] = value;
            }
        }
    }
}
