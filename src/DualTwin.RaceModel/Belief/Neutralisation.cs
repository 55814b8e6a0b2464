namespace DualTwin.RaceModel.Belief;

/// <summary>Whether and how the race is slowed down for everybody.</summary>
public enum Neutralisation
{
    None,
    VirtualSafetyCar,
    SafetyCar,
    RedFlag,
}
