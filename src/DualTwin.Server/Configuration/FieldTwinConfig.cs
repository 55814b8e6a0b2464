namespace DualTwin.Server.Configuration;

/// <summary>Section <c>field_twin</c>: what is forecast of the field.</summary>
public sealed record FieldTwinConfig
{
    /// <summary>What, besides the end of a lap, makes the forecast and the strategy be made anew.</summary>
    public ResimulationTriggers ResimulationTriggers { get; init; } = ResimulationTriggers.All;
}
