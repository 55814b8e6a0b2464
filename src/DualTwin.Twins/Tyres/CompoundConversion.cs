using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Tyres;

/// <summary>From the telemetry's compounds to the race model's.</summary>
internal static class CompoundConversion
{
    public static TyreCompound ToTyre(this Compound compound) => compound switch
    {
        Compound.Soft => TyreCompound.Soft,
        Compound.Medium => TyreCompound.Medium,
        Compound.Hard => TyreCompound.Hard,
        Compound.Intermediate => TyreCompound.Intermediate,
        Compound.Wet => TyreCompound.Wet,
        _ => throw new ArgumentOutOfRangeException(nameof(compound), compound, "No such compound."),
    };

    public static bool IsSlick(this TyreCompound compound) => compound is TyreCompound.Soft or TyreCompound.Medium or TyreCompound.Hard;
}
