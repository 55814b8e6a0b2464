using DualTwin.Sources.Game;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.Game;

/// <summary>Packets of a game on their way into a session state.</summary>
internal sealed class Assembling
{
    private static readonly DateTimeOffset Zero = new(2026, 3, 8, 4, 0, 0, TimeSpan.Zero);
    private readonly Queue<Frame> _frames = new();
    private readonly GameAssembler _assembler;

    public Assembling() => _assembler = new GameAssembler(new SourceIdentity("udp", "test", SourceMode.Live), Counters);

    public SourceCounters Counters { get; } = new();

    public SessionState State { get; private set; } = SessionState.Empty;

    /// <summary>The frames, without their cars where there are too many to keep.</summary>
    public List<Frame> Frames { get; } = [];

    /// <summary>Gets each frame as well.</summary>
    public Action<Frame>? Then { get; init; }

    public bool Take(ReadOnlySpan<byte> datagram, double seconds = 0)
    {
        var taken = _assembler.Take(datagram, Zero.AddSeconds(seconds), _frames);
        while (_frames.TryDequeue(out var frame))
        {
            Frames.Add(Frames.Count < 1000 ? frame : frame with { Cars = [], Messages = [], Session = null, Track = null });
            Then?.Invoke(frame);
            State = SessionMerger.Apply(State, frame).State;
        }

        return taken;
    }
}
