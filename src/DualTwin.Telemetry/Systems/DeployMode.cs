namespace DualTwin.Telemetry.Systems;

/// <summary>How energy is deployed. The last one is called boost from 2026 on.</summary>
public enum DeployMode
{
    None,
    Medium,
    Hotlap,
    Overtake,
}
