namespace DualTwin.Telemetry.Frames;

/// <summary>Who made a frame.</summary>
/// <param name="Type">The source's type as in the configuration: <c>simulator</c>, <c>replay</c>, <c>websocket</c>, …</param>
/// <param name="Name">What tells this source from others of its type: a path, an address, a circuit.</param>
/// <param name="Mode">Whether its data is live, recorded or simulated.</param>
public sealed record SourceIdentity(string Type, string Name, SourceMode Mode)
{
    /// <summary>True where the data describes no real or played session. A recording of a simulation is simulated too.</summary>
    public bool Simulated { get; init; } = Mode == SourceMode.Simulator;
}
