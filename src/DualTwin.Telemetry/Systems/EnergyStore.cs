namespace DualTwin.Telemetry.Systems;

/// <summary>The energy recovery system.</summary>
/// <param name="StoreJoules">Energy in the store, J.</param>
/// <param name="DeployMode">How energy is deployed.</param>
/// <param name="HarvestedMgukJoules">Harvested this lap by the MGU-K, J.</param>
/// <param name="HarvestedMguhJoules">Harvested this lap by the MGU-H, J.</param>
/// <param name="DeployedJoules">Deployed this lap, J.</param>
/// <param name="HarvestLimitJoules">Most that may be harvested a lap, J; null where no such limit is told.</param>
public sealed record EnergyStore(
    double? StoreJoules,
    DeployMode? DeployMode,
    double? HarvestedMgukJoules,
    double? HarvestedMguhJoules,
    double? DeployedJoules,
    double? HarvestLimitJoules);
