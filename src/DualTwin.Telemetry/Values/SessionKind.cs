namespace DualTwin.Telemetry.Values;

/// <summary>The exact kind of session, as far as the source tells it.</summary>
public enum SessionKind
{
    Practice1,
    Practice2,
    Practice3,
    ShortPractice,
    Qualifying,
    Qualifying1,
    Qualifying2,
    Qualifying3,
    ShortQualifying,
    OneShotQualifying,
    SprintQualifying,
    SprintShootout1,
    SprintShootout2,
    SprintShootout3,
    Sprint,
    Race,
    Race2,
    Race3,
    TimeTrial,
}
