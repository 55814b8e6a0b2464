namespace DualTwin.Telemetry.Systems;

/// <summary>How rich the engine runs.</summary>
public enum FuelMix
{
    Lean,
    Standard,
    Rich,
    Max,
}
