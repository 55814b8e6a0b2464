using System.Buffers;
using System.Text.Json;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Configuration;
using DualTwin.Server.Errors;
using DualTwin.Telemetry.Schema;
using Microsoft.Extensions.Primitives;

namespace DualTwin.Server.Api;

/// <summary>Sends bodies with the headers that every answer has.</summary>
internal sealed class ApiResponses(SystemConfig config, TimeProvider time)
{
    private const string Json = "application/json; charset=utf-8";

    // A body of this size goes into the response's buffer as a whole, so that sending it never has to be awaited.
    private const int Buffered = 32 * 1024;

    private static readonly StringValues[] VersionHeader = [.. SchemaVersions.Supported.Select(v => new StringValues(v))];
    private static readonly StringValues SupportedHeader = string.Join(", ", SchemaVersions.Supported);

    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(config.Api.ResponseTimeoutMs);

    /// <summary>Sends <paramref name="body"/> (UTF-8 JSON).</summary>
    public Task WriteAsync(HttpContext context, SchemaVersion version, byte[] body, int status = StatusCodes.Status200OK)
    {
        var response = context.Response;
        SetVersion(context, version);
        response.StatusCode = status;
        response.ContentType = Json;
        response.ContentLength = body.Length;
        if (body.Length > Buffered)
        {
            return WriteLargeAsync(context, body);
        }

        response.BodyWriter.Write(body);
        return Task.CompletedTask;
    }

    /// <summary>Sends an error.</summary>
    public Task WriteErrorAsync(HttpContext context, int status, string message)
    {
        SchemaNegotiation.TryNegotiate(context.Request, out var version, out _);
        var body = new ErrorBody
        {
            Error = message,
            StatusCode = status,
            Timestamp = time.GetUtcNow().UtcDateTime,
            SchemaVersion = version.Name(),
        };
        return WriteAsync(context, version, JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Readable.ErrorBody), status);
    }

    /// <summary>Sets the headers that say which version the answer has and which there are.</summary>
    public static void SetVersion(HttpContext context, SchemaVersion version)
    {
        var headers = context.Response.Headers;
        headers["X-Schema-Version"] = VersionHeader[(int)version];
        headers["X-Supported-Versions"] = SupportedHeader;
    }

    // A reader that takes nothing for longer than the response timeout loses its connection.
    private async Task WriteLargeAsync(HttpContext context, byte[] body)
    {
        try
        {
            await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted).AsTask().WaitAsync(_timeout, time);
        }
        catch (TimeoutException)
        {
            context.Abort();
        }
    }
}
