namespace DualTwin.Telemetry.Systems;

/// <summary>Aids to overtaking: the drag reduction system up to 2025, active aerodynamics and the overtake mode from 2026 on.</summary>
public sealed record OvertakeAids
{
    /// <summary>Whether the rear wing is open.</summary>
    public bool? DrsOpen { get; init; }

    /// <summary>Whether the driver may open it.</summary>
    public bool? DrsAllowed { get; init; }

    /// <summary>Whether the wings are in their straight-line position, from 2026 on.</summary>
    public bool? StraightLineMode { get; init; }

    /// <summary>Whether the driver may use the straight-line position.</summary>
    public bool? StraightLineModeAllowed { get; init; }

    /// <summary>Whether the overtake mode is on, from 2026 on.</summary>
    public bool? OvertakeModeOn { get; init; }

    /// <summary>Whether the driver may use the overtake mode.</summary>
    public bool? OvertakeModeAllowed { get; init; }
}
