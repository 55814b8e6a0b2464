using System.Text.Json;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Errors;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Replaying;
using DualTwin.Server.Sessions;
using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Supervision;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api;

/// <summary><c>/replay</c> and <c>/delay</c>: steering a replay, and holding the view back.</summary>
internal sealed class ReplayEndpoints(ReplayDesk desk, SourceSupervisor supervisor, SessionHost session, ApiResponses responses)
{
    private const string SeekExpected = "exactly one of time_seconds, lap, event_id and event_type";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = ActivatorUtilities.CreateInstance<ReplayEndpoints>(routes.ServiceProvider);
        routes.MapApiGet("/replay", endpoints.ReportAsync, EndpointDescriptions.Replay);
        routes.MapApiGet("/replay/timeline", endpoints.TimelineAsync, EndpointDescriptions.ReplayTimeline);
        routes.MapApiPost("/replay/play", context => endpoints.SteerAsync(context, static t => t.Play()), EndpointDescriptions.ReplayPlay);
        routes.MapApiPost("/replay/pause", context => endpoints.SteerAsync(context, static t => t.Pause()), EndpointDescriptions.ReplayPause);
        routes.MapApiPost("/replay/step", endpoints.StepAsync, EndpointDescriptions.ReplayStep);
        routes.MapApiPost("/replay/speed", endpoints.SpeedAsync, EndpointDescriptions.ReplaySpeed);
        routes.MapApiPost("/replay/seek", endpoints.SeekAsync, EndpointDescriptions.ReplaySeek);
        routes.MapApiGet("/delay", endpoints.DelayAsync, EndpointDescriptions.Delay);
        routes.MapApiPost("/delay", endpoints.SetDelayAsync, EndpointDescriptions.SetDelay);
    }

    private Task ReportAsync(HttpContext context) => SteerAsync(context, static _ => { });

    private async Task TimelineAsync(HttpContext context)
    {
        var deck = Deck();
        ReplayTimeline timeline;
        try
        {
            timeline = await deck.TimelineAsync().WaitAsync(context.RequestAborted);
        }
        catch (SourceException problem)
        {
            throw new ApiException(StatusCodes.Status409Conflict, problem.Message);
        }

        await WriteAsync(context, writer =>
        {
            writer.WritePropertyName("timeline");
            JsonSerializer.Serialize(writer, timeline.Scale(), ApiJson.Default.ReplayScale);
        });
    }

    private Task SteerAsync(HttpContext context, Action<ReplayTransport> steer)
    {
        var deck = Deck();
        steer(deck.Transport);
        return WriteReportAsync(context, deck);
    }

    private async Task StepAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var frames = JsonBody.Number(body, "frames", 1, ReplayCommand.MostSteps) ?? 1;
        await SteerAsync(context, transport => transport.Step((int)frames));
    }

    private async Task SpeedAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var given = JsonBody.Member(body, "speed");
        if (given is null || !ReplaySpeed.TryParse(given.Value.ToString(), out var speed))
        {
            throw ApiException.BadValue("speed", given?.ToString(), $"a number from {ReplaySpeed.Least} to {ReplaySpeed.Most}, or \"max\"");
        }

        await SteerAsync(context, transport => transport.SetSpeed(speed));
    }

    private async Task SeekAsync(HttpContext context)
    {
        var deck = Deck();
        using var body = await JsonBody.ReadAsync(context);
        try
        {
            if (!await desk.SeekAsync(Target(body), supervisor, context.RequestAborted))
            {
                throw new ApiException(StatusCodes.Status404NotFound, "The recording holds no such place.");
            }
        }
        catch (SourceException problem)
        {
            throw new ApiException(StatusCodes.Status409Conflict, problem.Message);
        }

        await WriteReportAsync(context, deck);
    }

    private static ReplayTarget Target(JsonDocument? body)
    {
        var target = new ReplayTarget
        {
            Time = JsonBody.Number(body, "time_seconds", 0, 1e7) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Lap = (int?)JsonBody.Number(body, "lap", 1, 999),
            Event = (long?)JsonBody.Number(body, "event_id", 1, 1e15),
            EventType = JsonBody.Member(body, "event_type")?.ToString(),
            Backwards = JsonBody.Member(body, "backwards") is { ValueKind: JsonValueKind.True },
        };
        object?[] given = [target.Time, target.Lap, target.Event, target.EventType];
        return given.Count(value => value is not null) == 1 ? target : throw ApiException.BadValue("body", body?.RootElement.GetRawText(), SeekExpected);
    }

    private Task DelayAsync(HttpContext context) => WriteDelayAsync(context, session.Delay);

    private async Task SetDelayAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        var most = DelayLine.Most.TotalSeconds;
        var seconds = JsonBody.Number(body, "seconds", 0, most) ?? throw ApiException.BadValue("seconds", null, $"a number from 0 to {most}");
        try
        {
            await session.SetDelayAsync(TimeSpan.FromSeconds(seconds), context.RequestAborted);
        }
        catch (CommandRefusedException refused)
        {
            throw new ApiException(StatusCodes.Status429TooManyRequests, refused.Message);
        }

        await WriteDelayAsync(context, TimeSpan.FromSeconds(seconds));
    }

    private ReplayDeck Deck() => session.Feed.Current.View.State.Source is { Type: "replay" } or null && desk.Deck is { } deck
        ? deck
        : throw new ApiException(StatusCodes.Status409Conflict, "The session follows no recording.");

    private Task WriteReportAsync(HttpContext context, ReplayDeck deck) => WriteAsync(context, writer =>
    {
        writer.WritePropertyName("replay");
        JsonSerializer.Serialize(writer, ReplayReport.Of(deck), ApiJson.Default.ReplayReport);
    });

    private Task WriteDelayAsync(HttpContext context, TimeSpan delay) => WriteAsync(context, writer =>
    {
        writer.WriteStartObject("delay");
        writer.WriteNumber("seconds", delay.TotalSeconds);
        writer.WriteEndObject();
    });

    private Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        return responses.WriteAsync(context, version, Envelope.Write(session.Feed.Current, version, null, write));
    }
}
