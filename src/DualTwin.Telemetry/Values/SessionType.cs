namespace DualTwin.Telemetry.Values;

/// <summary>The four session types of the public schema. <see cref="SessionKind"/> says which one exactly.</summary>
public enum SessionType
{
    Practice,
    Qualifying,
    Race,
    Sprint,
}
