namespace DualTwin.Telemetry.Systems;

/// <summary>Penalties and warnings of a car so far.</summary>
/// <param name="TimeSeconds">Time to be added at the end or served at the next stop, s.</param>
/// <param name="Warnings">Warnings, all kinds.</param>
/// <param name="TrackLimitWarnings">Warnings for leaving the track, counted in the former.</param>
/// <param name="DriveThroughsToServe">Drive-through penalties not yet served.</param>
/// <param name="StopGosToServe">Stop-and-go penalties not yet served.</param>
public sealed record CarPenalties(int? TimeSeconds, int? Warnings, int? TrackLimitWarnings, int? DriveThroughsToServe, int? StopGosToServe);
