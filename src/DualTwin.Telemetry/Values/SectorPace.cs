namespace DualTwin.Telemetry.Values;

/// <summary>The colour of a sector or lap time: yellow, green (personal best) or purple (best of the session).</summary>
public enum SectorPace
{
    Slower,
    PersonalBest,
    SessionBest,
}
