using DualTwin.Server.Errors;

namespace DualTwin.Server.Metrics;

/// <summary>Turns requests away, with the reason, while as many are open as <c>api.max_concurrent_connections</c> allows.</summary>
internal sealed class ConnectionGateMiddleware(RequestDelegate next, ConnectionGate gate)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!gate.TryEnter())
        {
            throw new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                $"{gate.Limit} requests are open already (api.max_concurrent_connections); try again in a moment.");
        }

        try
        {
            await next(context);
        }
        finally
        {
            gate.Leave();
        }
    }
}
