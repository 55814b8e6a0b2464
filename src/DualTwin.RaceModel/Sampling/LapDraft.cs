namespace DualTwin.RaceModel.Sampling;

/// <summary>A lap while it is being sampled.</summary>
internal sealed class LapDraft
{
    public required CarRun Car { get; init; }

    public required double StartSeconds { get; init; }

    /// <summary>From when on the lap is sampled, s: its start, or a moment within it.</summary>
    public required double FromSeconds { get; init; }

    /// <summary>Part of the lap that was driven by then.</summary>
    public required double FromFraction { get; init; }

    public double EndSeconds { get; set; }

    /// <summary>Lap time that the car is good for in clean air, without noise, s.</summary>
    public double PaceSeconds { get; set; }

    /// <summary>Whether nobody may pass for part of the lap's end.</summary>
    public bool Neutralised { get; set; }

    public bool BehindSafetyCar { get; set; }

    /// <summary>Whether it is the lap that begins with the standing start.</summary>
    public bool First => Car.LapsCompleted == 0 && FromFraction == 0;

    public PitStop? PitIn { get; set; }

    public PitStop? PitOut { get; init; }

    /// <summary>Part of the lap after which the car stops for good; null for none.</summary>
    public double? RetiredAtFraction { get; set; }

    public bool UsesPitLane => PitIn is not null || PitOut is not null;

    public bool Retires => RetiredAtFraction is not null;

    /// <summary>When <paramref name="fraction"/> of the lap is driven, s, if the pace is even.</summary>
    public double TimeAt(double fraction) =>
        FromSeconds + ((fraction - FromFraction) / (1 - FromFraction) * (EndSeconds - FromSeconds));

    /// <summary>Part of the lap that is driven at <paramref name="seconds"/>, if the pace is even.</summary>
    public double FractionAt(double seconds) =>
        FromFraction + ((seconds - FromSeconds) / (EndSeconds - FromSeconds) * (1 - FromFraction));
}
