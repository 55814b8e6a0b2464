namespace DualTwin.Telemetry.Values;

/// <summary>A place on the ground plane of the circuit, in metres, in the source's own coordinates.</summary>
public readonly record struct MapPosition(double XMetres, double YMetres);
