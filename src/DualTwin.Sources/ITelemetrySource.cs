using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources;

/// <summary>Anything that produces telemetry.</summary>
public interface ITelemetrySource
{
    /// <summary>Who makes this source's frames.</summary>
    SourceIdentity Identity { get; }

    /// <summary>What the source has read and refused so far. Safe to read from any thread.</summary>
    SourceCounters Counters { get; }

    /// <summary>
    /// What the user should know of the source as it is now, a sentence each: what is missing, and why. Safe to read from any thread.
    /// </summary>
    IReadOnlyList<string> Notices => [];

    /// <summary>
    /// The source's frames in the order in which they count. The sequence ends when the source has nothing more to say;
    /// what a source cannot read it counts and skips, and only what makes going on impossible is thrown.
    /// </summary>
    /// <exception cref="SourceException">The source could not be opened or cannot go on; the message says why.</exception>
    IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken);
}
