using DualTwin.RaceModel.Circuits;
using DualTwin.Server.Api.Envelopes;
using DualTwin.Server.Api.Requests;
using DualTwin.Server.Errors;
using DualTwin.Server.Forecasting;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Sessions;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Server.Api.Forecasts;

/// <summary><c>POST /strategy/what-if</c>: what would become of the race if something were different.</summary>
internal sealed class WhatIfEndpoint(SessionHost session, ApiResponses responses) : IDisposable
{
    // With and without the change at once, on a core each: a hundred milliseconds with fifty laps to go.
    private const int Races = 2500;

    // Each takes all cores for as long as it takes; more at once would take them from the session.
    private const int MostAtOnce = 1;
    private const int MostWaiting = 8;

    private readonly SemaphoreSlim _turn = new(MostAtOnce);
    private int _waiting;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApiPost(
        "/strategy/what-if", routes.ServiceProvider.GetRequiredService<WhatIfEndpoint>().HandleAsync, EndpointDescriptions.WhatIf);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task HandleAsync(HttpContext context)
    {
        var version = SchemaNegotiation.Negotiate(context.Request, SchemaVersions.Newest);
        using var body = await JsonBody.ReadAsync(context)
            ?? throw ApiException.BadValue("body", "empty", "one JSON object");
        var now = session.Feed.Current;
        var belief = now.View.Belief;
        if (now.IsRestored || RaceOutlook.From(belief, CircuitCatalogue.Figures.Field, ForecastRun.Seed) is not { } outlook)
        {
            throw new ApiException(StatusCodes.Status409Conflict, "There is no race with a known distance and laps left to ask about.");
        }

        var (change, problems) = WhatIfReader.Read(body.RootElement, outlook, belief.Neutralisation, now.View.OurCarId);
        if (problems.Count > 0)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"Cannot be asked: {string.Join("; ", problems)}.");
        }

        var answer = await AskAsync(outlook, change, context.RequestAborted);
        await responses.WriteAsync(context, version, Envelope.Write(now, version, null, writer => WhatIfJson.Write(writer, now, answer)));
    }

    private async Task<WhatIfAnswer> AskAsync(RaceOutlook outlook, RaceChange change, CancellationToken aborted)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new ApiException(StatusCodes.Status429TooManyRequests, $"{MostWaiting} questions are waiting already; ask again in a moment.");
        }

        try
        {
            await _turn.WaitAsync(aborted);
            try
            {
                return await Task.Run(() => WhatIf.Ask(outlook, change, Races, ForecastRun.Seed, aborted), aborted);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
