namespace DualTwin.Server.Configuration;

/// <summary>Where the API listens and who may use it.</summary>
public sealed record ApiConfig
{
    /// <summary>Default of <see cref="Host"/>.</summary>
    public const string DefaultHost = "localhost";

    /// <summary>Default of <see cref="Port"/>.</summary>
    public const int DefaultPort = 8000;

    /// <summary>Default of <see cref="ResponseTimeoutMs"/>.</summary>
    public const double DefaultResponseTimeoutMs = 5000;

    /// <summary>Default of <see cref="MaxConcurrentConnections"/>.</summary>
    public const int DefaultMaxConcurrentConnections = 1000;

    /// <summary>The address to listen on; one beyond loopback needs <see cref="ApiKeyFile"/>.</summary>
    public string Host { get; init; } = DefaultHost;

    /// <summary>The port to listen on, 0 to 65535; 0 takes any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>A request that takes longer is ended, streams excepted, 1 to 600,000 ms.</summary>
    public double ResponseTimeoutMs { get; init; } = DefaultResponseTimeoutMs;

    /// <summary>Connections open at once, 1 to 100,000; more are turned away.</summary>
    public int MaxConcurrentConnections { get; init; } = DefaultMaxConcurrentConnections;

    /// <summary>Whether pages of other origins may read the API with GET.</summary>
    public bool EnableCors { get; init; }

    /// <summary>File whose first line is the API key; null: no key is asked for.</summary>
    public string? ApiKeyFile { get; init; }

    /// <summary>PEM or PKCS #12 file with certificate and private key; null: plain HTTP.</summary>
    public string? TlsCertificateFile { get; init; }
}
