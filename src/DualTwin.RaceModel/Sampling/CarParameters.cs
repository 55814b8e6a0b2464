namespace DualTwin.RaceModel.Sampling;

/// <summary>What stays the same of a car through a sampled race.</summary>
public sealed record CarParameters
{
    /// <summary>Identity of the car within the session.</summary>
    public required string CarId { get; init; }

    /// <summary>Lap time in clean air on a new medium set with a race's mean fuel, s.</summary>
    public required double CleanAirPaceSeconds { get; init; }

    /// <summary>Scatter of lap times around the trend, s (standard deviation).</summary>
    public required double LapNoiseSeconds { get; init; }

    /// <summary>
    /// Standard deviation of what form gains in a lap, s: a drift of the car's pace that fades by <see cref="FormPersistence"/> a lap. Drawn
    /// fields have none: what makes most of it in races, traffic and yellow flags, is sampled for itself.
    /// </summary>
    public double FormStepSeconds { get; init; }

    /// <summary>Share of form that is left one lap later; the twins' figure, docs/models/twins.md.</summary>
    public const double FormPersistence = 0.95;

    /// <summary>Loss of lap time with tyre age against the field's, 1 for the field's own.</summary>
    public double TyreWearFactor { get; init; } = 1;
}
