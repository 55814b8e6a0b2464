using System.Threading.Channels;
using DualTwin.Sources;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Server.Tests.Support;

/// <summary>A source that says what the test tells it to, when the test tells it to.</summary>
internal sealed class ScriptedSource(SourceMode mode = SourceMode.Live) : ITelemetrySource
{
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();

    public SourceIdentity Identity { get; } = new("scripted", "test", mode);

    public SourceCounters Counters { get; } = new();

    public void Send(Frame frame) => _frames.Writer.TryWrite(frame);

    public void End() => _frames.Writer.Complete();

    public void Fail(Exception error) => _frames.Writer.Complete(error);

    public IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken) => _frames.Reader.ReadAllAsync(cancellationToken);
}
