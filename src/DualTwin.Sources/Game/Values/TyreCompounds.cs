using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Values;

/// <summary>The game's two codes for a compound: what it is, and what it is called at this event.</summary>
internal static class TyreCompounds
{
    /// <summary>The compound's name, upper case; null for none.</summary>
    public static string? Name(byte actual) => actual switch
    {
        7 => "INTERMEDIATE",
        8 or 10 or 15 => "WET",
        9 => "CLASSIC",
        11 => "SUPERSOFT",
        12 => "SOFT",
        13 => "MEDIUM",
        14 => "HARD",
        16 => "C5",
        17 => "C4",
        18 => "C3",
        19 => "C2",
        20 => "C1",
        21 => "C0",
        22 => "C6",
        _ => null,
    };

    /// <summary>The relative compound; null where the event has more than three slicks, or one.</summary>
    public static Compound? Relative(byte visual) => visual switch
    {
        7 => Compound.Intermediate,
        8 or 10 or 15 => Compound.Wet,
        16 => Compound.Soft,
        17 => Compound.Medium,
        18 => Compound.Hard,
        _ => null,
    };
}
