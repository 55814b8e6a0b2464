namespace DualTwin.Server.Configuration;

/// <summary>How far the car twin looks ahead.</summary>
public sealed record CarTwinConfig
{
    /// <summary>Default of <see cref="PredictionHorizonLaps"/>.</summary>
    public const int DefaultPredictionHorizonLaps = 10;

    /// <summary>Laps that predictions look ahead, 1 to 200.</summary>
    public int PredictionHorizonLaps { get; init; } = DefaultPredictionHorizonLaps;
}
