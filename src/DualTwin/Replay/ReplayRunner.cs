using DualTwin.Session;
using DualTwin.Sources;

namespace DualTwin.Replay;

/// <summary>Feeds a source through a session's pipeline to its end.</summary>
internal static class ReplayRunner
{
    /// <summary>The view after the source's last frame; <paramref name="calls"/> sees all of them.</summary>
    /// <exception cref="SourceException">The source could not be opened, cannot go on, or held nothing that could be used.</exception>
    public static async Task<View> RunAsync(ITelemetrySource source, SessionPipeline pipeline, CallBook calls, CancellationToken cancellationToken)
    {
        await foreach (var frame in source.ReadAsync(cancellationToken))
        {
            calls.Observe(pipeline.Apply(frame));
        }

        return source.Counters.Frames > 0
            ? pipeline.Current
            : throw new SourceException($"{source.Identity.Name} holds nothing that can be used: {ReplaySummary.Read(source.Counters)}.");
    }
}
