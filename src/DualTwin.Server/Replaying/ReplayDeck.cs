using DualTwin.Session;
using DualTwin.Sources.Replay;

namespace DualTwin.Server.Replaying;

/// <summary>A recording that is replayed, what steers it, and what is known of it.</summary>
/// <param name="recording">What is replayed.</param>
/// <param name="transport">What steers it.</param>
/// <param name="options">What the session's pipeline is told from outside.</param>
public sealed class ReplayDeck(IRecording recording, ReplayTransport transport, SessionPipelineOptions options) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task<ReplayTimeline>? _scouting;
    private ReplayTimeline? _timeline;

    /// <summary>What is replayed.</summary>
    public IRecording Recording { get; } = recording;

    /// <summary>What steers it.</summary>
    public ReplayTransport Transport { get; } = transport;

    /// <summary>What the recording holds, where that is known by now.</summary>
    public ReplayTimeline? Timeline => Volatile.Read(ref _timeline);

    /// <summary>Begins to find out what the recording holds, beside the replay.</summary>
    public void Scout() => _ = TimelineAsync();

    /// <summary>What the recording holds; the first call begins to find out.</summary>
    public Task<ReplayTimeline> TimelineAsync()
    {
        lock (_lock)
        {
            return _scouting ??= Task.Run(FindOut, _stop.Token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private ReplayTimeline FindOut()
    {
        var timeline = ReplayTimeline.Of(Recording, options, _stop.Token);
        Volatile.Write(ref _timeline, timeline);
        return timeline;
    }
}
