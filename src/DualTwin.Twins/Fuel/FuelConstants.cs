namespace DualTwin.Twins.Fuel;

/// <summary>Constants of the fuel model; docs/models/twins.md gives their sources.</summary>
internal static class FuelConstants
{
    /// <summary>Tank to reckon with where no source tells one, kg: the public schema's figure.</summary>
    public const double CapacityKg = 110;

    /// <summary>Fuel left at the flag, kg: a car must be able to give a sample of one litre (0.75 kg) and has a little in its lines.</summary>
    public const double ReserveKg = 1;

    /// <summary>Standard deviation of <see cref="ReserveKg"/>, kg.</summary>
    public const double ReserveSpreadKg = 0.5;

    /// <summary>Lap time behind a safety car against a racing lap: median of 3,628 such laps, see docs/models/twins.md.</summary>
    public const double SafetyCarLapRatio = 1.45;

    /// <summary>Lap time under a virtual safety car against a racing lap: median of 302 such laps.</summary>
    public const double VirtualSafetyCarLapRatio = 1.3;

    /// <summary>Standard deviation of a mass measured as a level, kg: sources round to whole percents of a tank.</summary>
    public const double LevelMeasurementKg = CapacityKg / 100 * 0.2886751345948129;

    /// <summary>Standard deviation of a mass told in kg at a line crossing, kg: the fuel of a second, the time between two tellings.</summary>
    public const double MassMeasurementKg = 0.02;

    /// <summary>Scatter of a car's single laps around its burn, as a share of it; 2 % in a game's race.</summary>
    public const double LapScatterShare = 0.02;

    /// <summary>Spread of cars' burns around their race's, as a share of it; 1.4 % in a game's race, rounded up.</summary>
    public const double BetweenCarsShare = 0.02;

    /// <summary>How surely a race's measured burn is known from the circuit, as a share of it: a game's cars are not the fitted ones.</summary>
    public const double MeasuredPriorShare = 0.2;
}
