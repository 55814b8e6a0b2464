using DualTwin.Server.Configuration;
using DualTwin.Server.Sessions;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing;

/// <summary>Switches sources at run time and says what they do: the one way to it for REST and for code.</summary>
public sealed class SourceControl(SourceSupervisor supervisor, SessionHost session, SourceSlots slots, ConfigFeed config)
{
    /// <summary>What the sources do now.</summary>
    public SourceReport Report() => SourceReport.Of(supervisor.Status, session, config.Current.Telemetry.MaxFailuresBeforeFallback);

    /// <summary>
    /// Turns to a live source: <paramref name="source"/>, or the configured ones where it is null. The other configured live
    /// sources stay behind it in their order. The old source stays until a new one delivers.
    /// </summary>
    public Task<SwitchResult> SwitchToLiveAsync(SourceConfig? source, CancellationToken cancellationToken)
    {
        var telemetry = config.Current.Telemetry;
        var configured = telemetry.LiveSources.SelectMany(s => slots.Of(s, telemetry)).ToList();
        var wanted = source is null ? configured : [.. slots.Of(source, telemetry)];
        var names = wanted.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return supervisor.SwitchAsync(
            wanted.Concat(configured.Where(s => !names.Contains(s.Name))),
            names,
            SourceSlots.ConnectTimeout(source, telemetry),
            cancellationToken);
    }

    /// <summary>Turns back to the configured sources, whatever they are: live ones, a recording or the simulator.</summary>
    public Task<SwitchResult> SwitchToConfiguredAsync(CancellationToken cancellationToken)
    {
        var telemetry = config.Current.Telemetry;
        var configured = slots.Plan(telemetry).Slots;
        return supervisor.SwitchAsync(configured, configured.Select(s => s.Name), SourceSlots.ConnectTimeout(null, telemetry), cancellationToken);
    }

    /// <summary>Turns to the simulator, whose race is then the session.</summary>
    public Task<SwitchResult> SwitchToSimulatorAsync(CancellationToken cancellationToken)
    {
        var telemetry = config.Current.Telemetry;
        var simulator = slots.Of(telemetry.SimulatorSource, telemetry).ToList();
        return supervisor.SwitchAsync(simulator, simulator.Select(s => s.Name), SourceSlots.ConnectTimeout(null, telemetry), cancellationToken);
    }
}
