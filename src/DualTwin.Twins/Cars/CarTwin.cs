using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Behaviour;
using DualTwin.Twins.Fuel;
using DualTwin.Twins.Laps;
using DualTwin.Twins.Pace;
using DualTwin.Twins.Stops;
using DualTwin.Twins.Wear;

namespace DualTwin.Twins.Cars;

/// <summary>The twin of one car: what it was made from, what it remembers and what it believes.</summary>
internal sealed record CarTwin
{
    /// <summary>The measured state that the belief was made from; the same object later means that nothing changed.</summary>
    public required CarState Source { get; init; }

    /// <summary>Laps explained.</summary>
    public PaceFit Pace { get; init; } = PaceFit.None;

    /// <summary>The laps as the forecast of the next one sees them.</summary>
    public required OwnLaps Own { get; init; }

    /// <summary>The stops made and the set fitted, as the forecast of the next stop sees them.</summary>
    public OwnStops Stops { get; init; } = OwnStops.None;

    /// <summary>The next racing lap; null where the newest lap tells nothing of it.</summary>
    public LapForecast? Forecast { get; init; }

    /// <summary>Measured fuel so far.</summary>
    public FuelHistory Fuel { get; init; } = FuelHistory.None;

    /// <summary>Measured wear so far.</summary>
    public WearHistory Wear { get; init; } = WearHistory.None;

    /// <summary>Attacks withstood and not.</summary>
    public DefenceRecord Defence { get; init; }

    /// <summary>What others see.</summary>
    public required CarBelief Belief { get; init; }
}
