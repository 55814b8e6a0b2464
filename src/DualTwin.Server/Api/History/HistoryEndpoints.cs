using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using DualTwin.Storage.History;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Server.Api.History;

/// <summary>The endpoints under <c>/history</c>: what has happened in this session, page by page.</summary>
internal sealed class HistoryEndpoints(ViewFeed feed, ApiResponses responses)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var history = new HistoryEndpoints(services.GetRequiredService<SessionHost>().Feed, services.GetRequiredService<ApiResponses>());
        var json = HistoryJson.Instance;
        routes.MapApiGet(
            "/history/laps", c => history.SendAsync(c, "laps", HistoryRows.Laps, json.IReadOnlyListLapRow), EndpointDescriptions.Laps);
        routes.MapApiGet(
            "/history/stints", c => history.SendAsync(c, "stints", HistoryRows.Stints, json.IReadOnlyListStintRow), EndpointDescriptions.Stints);
        routes.MapApiGet(
            "/history/stops", c => history.SendAsync(c, "stops", HistoryRows.Stops, json.IReadOnlyListStopRow), EndpointDescriptions.Stops);
        routes.MapApiGet(
            "/history/events", c => history.SendAsync(c, "events", HistoryRows.Events, json.IReadOnlyListEventRow), EndpointDescriptions.Events);
    }

    private Task SendAsync<T>(
        HttpContext context, string name, Func<SessionState, HistoryFilter, IReadOnlyList<T>> rows, JsonTypeInfo<IReadOnlyList<T>> json)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        var page = Page.From(context.Request);
        var filter = new HistoryFilter(QueryValues.CarId(context.Request), QueryValues.Integer(context.Request, "from_lap", 0, Page.LargestNumber));
        var published = feed.Current;
        var noData = published.View.Measured.Source is null ? ViewEnvelopes.NoData : null;
        var all = noData is null ? rows(published.View.Measured, filter) : [];
        IReadOnlyList<T>? shown = noData is null ? page.Of(all) : null;
        var body = Envelope.Write(
            published,
            version,
            noData,
            writer =>
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, shown!, json);
            },
            writer => page.WriteMetadata(writer, all.Count));
        return responses.WriteAsync(context, version, body);
    }
}
