using DualTwin.Server.Api;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Errors;

/// <summary>Answers everything that goes wrong in one shape, and never tells a client more than it needs.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ApiResponses responses, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (ApiException e)
        {
            await AnswerAsync(context, e.StatusCode, e.Message);
            return;
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e.StatusCode, e.Message);
            return;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // The last resort: logged in full, answered without detail.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogUnexpected(logger, e, context.Request.Method, context.Request.Path);
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "Unexpected error; the server's log has the details.");
            return;
        }

        var response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await AnswerAsync(context, response.StatusCode, Explain(context));
        }
    }

    private static string Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"There is no '{context.Request.Path}' here; see /docs for what there is.",
        StatusCodes.Status405MethodNotAllowed =>
            $"'{context.Request.Path}' does not take {context.Request.Method}; it takes {context.Response.Headers.Allow}.",
        var status => $"The request was refused with status {status}.",
    };

    private Task AnswerAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return responses.WriteErrorAsync(context, status, message);
    }

    [LoggerMessage(300, LogLevel.Error, "{Method} {Path} failed.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string method, string path);
}
