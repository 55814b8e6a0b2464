using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of section <c>api</c>.</summary>
internal static class ApiKeys
{
    public const string HostPath = "api.host";
    public const string PortPath = "api.port";
    public const string KeyFilePath = "api.api_key_file";
    public const string TlsCertificateFilePath = "api.tls_certificate_file";

    public static readonly IReadOnlyList<ConfigKey> All =
    [
        Key.Of(
            HostPath, HostNames.Reader, c => c.Api.Host, (c, v) => With(c, c.Api with { Host = v }),
            "the address to listen on; one beyond loopback needs `api_key_file`"),
        Key.Of(
            PortPath, new IntegerReader(0, ushort.MaxValue), c => c.Api.Port, (c, v) => With(c, c.Api with { Port = v }),
            "the port to listen on; 0 takes any free one"),
        Key.Of(
            "api.response_timeout_ms", new NumberReader(1, 600_000, "ms"),
            c => c.Api.ResponseTimeoutMs, (c, v) => With(c, c.Api with { ResponseTimeoutMs = v }),
            "a request that takes longer is ended, streams excepted"),
        Key.Of(
            "api.max_concurrent_connections", new IntegerReader(1, 100_000, "connections"),
            c => c.Api.MaxConcurrentConnections, (c, v) => With(c, c.Api with { MaxConcurrentConnections = v }),
            "connections open at once; more are turned away"),
        Key.Of(
            "api.enable_cors", new FlagReader(), c => c.Api.EnableCors, (c, v) => With(c, c.Api with { EnableCors = v }),
            "let pages of other origins read the API with GET"),
        Key.Optional(
            KeyFilePath, new PlainTextReader("the path of a file"), c => c.Api.ApiKeyFile, (c, v) => With(c, c.Api with { ApiKeyFile = v }),
            "file whose first line is the API key"),
        Key.Optional(
            TlsCertificateFilePath, new PlainTextReader("the path of a file"),
            c => c.Api.TlsCertificateFile, (c, v) => With(c, c.Api with { TlsCertificateFile = v }),
            "PEM or PKCS #12 file with certificate and private key; unset: plain HTTP"),
    ];

    private static SystemConfig With(SystemConfig config, ApiConfig api) => config with { Api = api };
}
