namespace DualTwin.RaceModel.Belief;

/// <summary>A compound as the race model knows it, relative to the event's nominated set.</summary>
public enum TyreCompound
{
    Soft,
    Medium,
    Hard,
    Intermediate,
    Wet,
}
