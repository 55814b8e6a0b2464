using DualTwin.Server.Errors;

namespace DualTwin.Server.Security;

/// <summary>
/// On loopback, takes only requests that name this machine: a page whose name was re-bound to a loopback address cannot read the API.
/// </summary>
internal sealed class HostMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => LoopbackNames.Contains(context.Request.Host.Host)
        ? next(context)
        : throw ApiException.BadValue("Host", context.Request.Host.Value, "localhost or a loopback address, as this server listens there");
}
