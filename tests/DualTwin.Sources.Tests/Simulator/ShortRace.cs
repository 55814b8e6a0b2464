using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Simulator;

/// <summary>All frames of one race of twelve laps, made once for the tests that only look at them.</summary>
public sealed class ShortRace : IAsyncLifetime
{
    public IReadOnlyList<Frame> Frames { get; private set; } = [];

    public async ValueTask InitializeAsync() => Frames = await SimulatorRun.FramesAsync(SimulatorRun.Short);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
