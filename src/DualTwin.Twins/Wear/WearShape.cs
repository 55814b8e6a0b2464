namespace DualTwin.Twins.Wear;

/// <summary>
/// How measured wear (rubber gone, as a game tells it) grows over a set, and how much it differs. A lap at age <em>a</em> on compound
/// <em>c</em> by driver <em>i</em> adds exp(mᶜ + dⁱ + δ + shape(a)); rates m, drivers d and sets δ are learned in the race.
/// </summary>
/// <param name="StartLap">Natural logarithm of what the race's first lap, from standstill, adds against a lap at age 0.</param>
/// <param name="OutLap">The same of the first lap on a set fitted at a stop.</param>
/// <param name="PerLap">Growth of the logarithm per lap of age, over the first <see cref="GrowingLaps"/>.</param>
public sealed record WearShape(double StartLap, double OutLap, double PerLap)
{
    /// <summary>Least squares over six drivers' sets of one online race at Spa-Francorchamps; see docs/models/twins.md.</summary>
    public static readonly WearShape Fitted = new(0.11505, -0.11963, 0.00877);

    /// <summary>Age from which on a lap adds no more than the one before.</summary>
    public const int GrowingLaps = 8;

    /// <summary>Spread of drivers' rates around the compound's, of the logarithm (standard deviation). An assumption: about a fifth.</summary>
    public double DriverSpread { get; init; } = 0.2;

    /// <summary>Spread of a driver's sets of one compound beyond that, of the logarithm.</summary>
    public double SetSpread { get; init; } = 0.03;

    /// <summary>Scatter of single laps, of the logarithm.</summary>
    public double LapSpread { get; init; } = 0.08;

    /// <summary>What age adds to the logarithm of a lap's wear.</summary>
    /// <param name="ageLaps">Laps on the set before the lap, 0 or more.</param>
    /// <param name="firstOfRace">Whether it is the race's first lap.</param>
    public double At(int ageLaps, bool firstOfRace) => firstOfRace ? StartLap : ageLaps == 0 ? OutLap : PerLap * Math.Min(ageLaps, GrowingLaps);
}
