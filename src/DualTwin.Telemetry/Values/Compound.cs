namespace DualTwin.Telemetry.Values;

/// <summary>A tyre compound, relative to the set nominated for the event (softest nominated slick is <see cref="Soft"/>).</summary>
public enum Compound
{
    Soft,
    Medium,
    Hard,
    Intermediate,
    Wet,
}
