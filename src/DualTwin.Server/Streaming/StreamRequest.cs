using System.Globalization;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Errors;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Streaming;

/// <summary>What a reader of the stream asks for.</summary>
/// <param name="Version">Version of the views: the newest unless another is asked for.</param>
/// <param name="Fields">Documents that the views hold.</param>
/// <param name="Interval">Least time between two views.</param>
/// <param name="LastEventId">The last message that an earlier connection saw; null for a first connection.</param>
internal sealed record StreamRequest(SchemaVersion Version, StreamFields Fields, TimeSpan Interval, long? LastEventId)
{
    /// <summary>Views per second where no rate is asked for.</summary>
    public const double DefaultHz = 4;

    /// <summary>Most views per second.</summary>
    public const double MostHz = 60;

    private static readonly IReadOnlyDictionary<string, StreamFields> Names = new Dictionary<string, StreamFields>(StringComparer.Ordinal)
    {
        ["telemetry"] = StreamFields.Telemetry,
        ["car_twin"] = StreamFields.CarTwin,
        ["field_twin"] = StreamFields.FieldTwin,
        ["environment"] = StreamFields.Environment,
    };

    /// <summary>Reads query and headers.</summary>
    /// <exception cref="ApiException">A value is not one of those that are possible.</exception>
    public static StreamRequest From(HttpRequest request) => new(
        SchemaNegotiation.Negotiate(request, SchemaVersions.Newest),
        ReadFields(request),
        TimeSpan.FromSeconds(1 / (QueryValues.Positive(request, "hz", MostHz) ?? DefaultHz)),
        ReadLastEventId(request));

    private static StreamFields ReadFields(HttpRequest request)
    {
        if (!request.Query.TryGetValue("fields", out var values))
        {
            return StreamFields.All;
        }

        var fields = StreamFields.None;
        foreach (var name in values.ToString().Split(',', StringSplitOptions.TrimEntries))
        {
            fields |= Names.TryGetValue(name, out var field)
                ? field
                : throw ApiException.BadValue("fields", name, $"a list of {string.Join(", ", Names.Keys)}");
        }

        return fields;
    }

    // A browser sends the header by itself; a WebSocket cannot set one and uses the query.
    private static long? ReadLastEventId(HttpRequest request)
    {
        var text = request.Query.TryGetValue("last_event_id", out var query) ? query.ToString() : request.Headers["Last-Event-ID"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw ApiException.BadValue("Last-Event-ID", text, "the id of a message of this stream");
    }
}
