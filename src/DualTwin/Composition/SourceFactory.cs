using DualTwin.Server.Configuration;
using DualTwin.Sources;
using DualTwin.Sources.Archive;
using DualTwin.Sources.Replay;

namespace DualTwin.Composition;

/// <summary>Makes a source from its configuration.</summary>
internal static class SourceFactory
{
    /// <summary>The source that <paramref name="config"/> names, paced by <paramref name="clock"/>.</summary>
    /// <exception cref="SourceException">This version has no such source.</exception>
    public static ITelemetrySource Create(SourceConfig config, TimeProvider clock) => config.Type switch
    {
        SourceType.Replay => new ArchiveSource(new ArchiveSourceOptions { Path = config.Options["path"], Speed = Speed(config) }, clock),
        _ => throw new SourceException(
            $"telemetry: this version has no source \"{config.Type.ToString().ToLowerInvariant()}\"; expected \"simulator\" or \"replay\""),
    };

    // The configuration accepts no other text.
    private static ReplaySpeed Speed(SourceConfig config) =>
        config.Options.TryGetValue("speed", out var text) && ReplaySpeed.TryParse(text, out var speed) ? speed : ReplaySpeed.RealTime;
}
