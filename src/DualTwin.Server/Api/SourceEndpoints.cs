using System.Text.Json;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Configuration;
using DualTwin.Server.Configuration.Keys;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Errors;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Sources;
using DualTwin.Sources.Supervision;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api;

/// <summary><c>/source</c>: what the sources do, and switching them.</summary>
internal sealed class SourceEndpoints(SourceControl control, SourceCatalogue catalogue, SessionHost session, ApiResponses responses)
{
    private const string KindName = "source";

    private readonly SourceCatalogue _live = catalogue.Live();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = ActivatorUtilities.CreateInstance<SourceEndpoints>(routes.ServiceProvider);
        routes.MapApiGet("/source", endpoints.ReportAsync, EndpointDescriptions.Source);
        routes.MapApiPost("/source/live", endpoints.LiveAsync, EndpointDescriptions.SourceLive);
        routes.MapApiPost("/source/configured", endpoints.ConfiguredAsync, EndpointDescriptions.SourceConfigured);
        routes.MapApiPost("/source/simulator", endpoints.SimulatorAsync, EndpointDescriptions.SourceSimulator);
    }

    private Task ReportAsync(HttpContext context) => WriteReportAsync(context);

    private async Task LiveAsync(HttpContext context)
    {
        var source = await ReadSourceAsync(context);
        await SwitchAsync(context, () => control.SwitchToLiveAsync(source, context.RequestAborted));
    }

    private Task ConfiguredAsync(HttpContext context) =>
        SwitchAsync(context, () => control.SwitchToConfiguredAsync(context.RequestAborted));

    private Task SimulatorAsync(HttpContext context) =>
        SwitchAsync(context, () => control.SwitchToSimulatorAsync(context.RequestAborted));

    private async Task SwitchAsync(HttpContext context, Func<Task<SwitchResult>> begin)
    {
        SwitchResult result;
        try
        {
            result = await begin();
        }
        catch (SourceException e)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, e.Message);
        }

        if (!result.Delivering)
        {
            throw new ApiException(StatusCodes.Status409Conflict, $"The source before stays: {result.Reason}");
        }

        await WriteReportAsync(context);
    }

    private Task WriteReportAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        var body = Envelope.Write(session.Feed.Current, version, null, writer =>
        {
            writer.WritePropertyName("source");
            JsonSerializer.Serialize(writer, control.Report(), ApiJson.Default.SourceReport);
        });
        return responses.WriteAsync(context, version, body);
    }

    // An empty body asks for the configured live sources.
    private async Task<SourceConfig?> ReadSourceAsync(HttpContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            if (body.GetBuffer().AsSpan(0, (int)body.Length).IndexOfAnyExcept(" \t\r\n"u8) < 0)
            {
                return null;
            }

            using var document = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && !root.EnumerateObject().Any() ? null : Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"The body is not {{\"source\":\"websocket\"}}: {e.Message}");
        }
    }

    private SourceConfig Read(JsonElement element)
    {
        var problems = new ConfigProblems();
        var source = SourcesKey.Read(element, _live, "body", ConfigOrigin.Request, problems, KindName);
        var owners = source?.Type.Options.Where(option => option.OwnersOnly && element.TryGetProperty(option.Name, out _)) ?? [];
        string[] all = [.. problems.Errors, .. problems.Warnings, .. owners.Select(option => $"{option.Name} is set in the configuration only")];
        if (all.Length > 0 || source is null)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, string.Join("; ", all) + ".");
        }

        return source with { FromRequest = true };
    }
}
