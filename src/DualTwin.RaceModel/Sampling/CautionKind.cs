namespace DualTwin.RaceModel.Sampling;

/// <summary>What slows cars down for a while.</summary>
public enum CautionKind
{
    Yellow,
    VirtualSafetyCar,
    SafetyCar,
}
