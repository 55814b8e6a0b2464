using DualTwin.Server.Errors;
using DualTwin.Telemetry.Schema;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace DualTwin.Server.Api.Requests;

/// <summary>Finds the version of the schema that a request asks for: query, then header, then Accept; else the default.</summary>
internal static class SchemaNegotiation
{
    public const string Query = "schema_version";
    public const string Header = "X-Schema-Version";

    /// <summary>The version asked for, or <paramref name="unasked"/>.</summary>
    /// <exception cref="ApiException">The request asks for a version that there is not.</exception>
    public static SchemaVersion Negotiate(HttpRequest request, SchemaVersion unasked = SchemaVersions.Default) =>
        TryNegotiate(request, out var version, out var asked) ? (asked is null ? unasked : version)
            : throw ApiException.BadValue(Query, asked, $"one of {string.Join(", ", SchemaVersions.Supported)}");

    /// <summary>False where the request asks for a version that there is not; <paramref name="version"/> is the default one then.</summary>
    public static bool TryNegotiate(HttpRequest request, out SchemaVersion version, out string? asked)
    {
        asked = Asked(request);
        if (asked is null)
        {
            version = SchemaVersions.Default;
            return true;
        }

        return SchemaVersions.TryParse(asked, out version);
    }

    private static string? Asked(HttpRequest request)
    {
        if (request.QueryString.HasValue && request.Query.TryGetValue(Query, out var query))
        {
            return query.ToString();
        }

        if (request.Headers.TryGetValue(Header, out var header))
        {
            return header.ToString();
        }

        var accept = request.Headers.Accept;
        return accept.Count > 0 && accept.ToString().Contains("version=", StringComparison.OrdinalIgnoreCase) ? FromAccept(accept) : null;
    }

    private static string? FromAccept(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return null;
        }

        return types
            .Where(t => t.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            .SelectMany(t => t.Parameters)
            .FirstOrDefault(p => p.Name.Equals("version", StringComparison.OrdinalIgnoreCase))
            ?.GetUnescapedValue().ToString();
    }
}
