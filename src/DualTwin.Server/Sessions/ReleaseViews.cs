using DualTwin.Session;

namespace DualTwin.Server.Sessions;

/// <summary>Time has passed: views that were held back may be due.</summary>
internal sealed class ReleaseViews : ISessionCommand
{
    public static readonly ReleaseViews Now = new();

    /// <inheritdoc/>
    public void Run(SessionPipeline pipeline, Publisher publisher) => publisher.Release();

    /// <inheritdoc/>
    public void Cancel()
    {
        // Nobody waits for it.
    }
}
