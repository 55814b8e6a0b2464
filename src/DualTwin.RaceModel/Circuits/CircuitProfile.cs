using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Circuits;

/// <summary>
/// What is known of races on a circuit before one starts: fitted figures with their scatter from race to race.
/// </summary>
public sealed record CircuitProfile
{
    /// <summary>Short name, such as <c>Baku</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Other names under which sources know the circuit, event names among them.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Length of a lap, m; null for the generic profile.</summary>
    public double? LapLengthMetres { get; init; }

    /// <summary>Laps of a Grand Prix.</summary>
    public required int RaceLaps { get; init; }

    /// <summary>Median racing lap of the field in the dry, s.</summary>
    public required double ReferenceLapSeconds { get; init; }

    /// <summary>Time a tyre stop costs under green, standstill included, s.</summary>
    public required Estimate PitLossSeconds { get; init; }

    /// <summary>The same under a safety car, s.</summary>
    public required Estimate PitLossSafetyCarSeconds { get; init; }

    /// <summary>The same under a virtual safety car, s.</summary>
    public required Estimate PitLossVirtualSafetyCarSeconds { get; init; }

    /// <summary>Lap time gained per kg of fuel burnt, s/kg.</summary>
    public required double FuelSecondsPerKg { get; init; }

    /// <summary>Fuel burnt in a racing lap, kg/lap.</summary>
    public required Estimate FuelKgPerLap { get; init; }

    /// <summary>Figures per compound, by <see cref="TyreCompound"/>'s value.</summary>
    public required IReadOnlyList<CompoundProfile> Compounds { get; init; }

    /// <summary>Probability per racing lap that a safety car comes out.</summary>
    public required double SafetyCarPerLap { get; init; }

    /// <summary>Probability per racing lap that a virtual safety car comes out.</summary>
    public required double VirtualSafetyCarPerLap { get; init; }

    /// <summary>Probability per car and lap to retire.</summary>
    public required double RetirementPerLap { get; init; }

    /// <summary>Lap-time advantage at which a pass within a lap is an even chance, s.</summary>
    public required double PassingAdvantageSeconds { get; init; }

    /// <summary>Scatter of a car's racing laps around its own trend in clean air, s (standard deviation).</summary>
    public required double LapNoiseSeconds { get; init; }

    /// <summary>What the first lap takes beyond a racing lap for the leader, s.</summary>
    public required Estimate FirstLapLossSeconds { get; init; }

    /// <summary>Time between the pit lane's entry and exit lines with a tyre stop, standstill included, s.</summary>
    public required Estimate PitLaneSeconds { get; init; }

    /// <summary>The profile of <paramref name="compound"/>.</summary>
    public CompoundProfile Of(TyreCompound compound) => Compounds[(int)compound];
}
