using System.Globalization;
using DualTwin.Server.Configuration;

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

    internal SourceConfig ToSource(string sourceType)
    {
        if (!Enum.TryParse<SourceType>(sourceType, ignoreCase: true, out var type) || type is SourceType.Simulator or SourceType.Replay)
        {
            throw new ArgumentException($"'{sourceType}' is no live source; expected websocket, udp or livetiming.", nameof(sourceType));
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        Put("url", WebsocketUrl);
        Put("host", Host);
        Put("port", Port?.ToString(CultureInfo.InvariantCulture));
        Put("timeout", TimeoutSeconds?.ToString(CultureInfo.InvariantCulture));
        Put("token_file", TokenFile);
        Put("ca_file", CaFile);
        return new SourceConfig { Type = type, Options = options };

        void Put(string name, string? value)
        {
            if (value is not null)
            {
                options[name] = value;
            }
        }
    }
}
