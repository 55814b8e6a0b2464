using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>What a change makes of a car's race: an estimate.</summary>
public sealed record CarChange
{
    /// <summary>As things are.</summary>
    public required CarForecast Before { get; init; }

    /// <summary>With the change.</summary>
    public required CarForecast After { get; init; }

    /// <summary>Places in the result by which the change moves the car down, below 0 up, over the same races: mean, and as its deviation the standard error of that mean.</summary>
    public required Estimate PlacesLost { get; init; }

    /// <summary>Where its first stop lets it out; null where the change gives it no stop.</summary>
    public RejoinOutlook? Rejoin { get; init; }
}
