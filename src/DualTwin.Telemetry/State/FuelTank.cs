namespace DualTwin.Telemetry.State;

/// <summary>Facts about the fuel tank.</summary>
public static class FuelTank
{
    /// <summary>Capacity, kg, where the source tells none: the race fuel limit of the technical regulations 2019–2025, and the public schema's.</summary>
    public const double CapacityKg = 110;
}
