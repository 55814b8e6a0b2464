using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Archive;

/// <summary>One lap of one car in a race that was run or sampled.</summary>
public sealed record RecordedLap
{
    /// <summary>Number of the lap, 1 or more.</summary>
    public required int Lap { get; init; }

    /// <summary>Lap time, s; null where nobody measured it.</summary>
    public double? LapSeconds { get; init; }

    /// <summary>Crossing of the line at the end of the lap, s of session time.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>Beginning of the lap, s of session time; null where nobody measured it.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>Sector times, s; null where nobody measured them.</summary>
    public (double? First, double? Second, double? Third) Sectors { get; init; }

    /// <summary>Whether the set was new when it was fitted; null where nobody tells.</summary>
    public bool? FreshTyre { get; init; }

    /// <summary>Compound, relative to the event's nominated set.</summary>
    public TyreCompound? Compound { get; init; }

    /// <summary>Laps on the set at the end of the lap.</summary>
    public double? TyreAgeLaps { get; init; }

    /// <summary>Position at the end of the lap.</summary>
    public int? Position { get; init; }

    /// <summary>Whether the car entered the pit lane in this lap.</summary>
    public bool PitIn { get; init; }

    /// <summary>Whether the car left the pit lane in this lap.</summary>
    public bool PitOut { get; init; }

    /// <summary>Time in the pit lane that ended in this lap, s.</summary>
    public double? PitLaneSeconds { get; init; }

    /// <summary>Track statuses seen in the lap, as digits: 1 clear, 2 yellow, 4 safety car, 5 red, 6 and 7 virtual safety car.</summary>
    public string Status { get; init; } = "1";

    /// <summary>True where nothing but a clear track was shown.</summary>
    public bool Green => Status == "1";

    /// <summary>True for a lap at racing speed: green, not the first, neither into nor out of the pit lane.</summary>
    public bool Racing => Green && Lap > 1 && !PitIn && !PitOut && LapSeconds is not null;

    /// <summary>True for a lap that a prediction of a normal racing lap is scored on: not one of the first three, not neutralised, no pit lane.</summary>
    public bool Clean => Lap > 3 && !PitIn && !PitOut && !SafetyCar && !VirtualSafetyCar && !RedFlag && LapSeconds is not null;

    /// <summary>Whether a safety car was shown in the lap.</summary>
    public bool SafetyCar => Status.Contains('4', StringComparison.Ordinal);

    /// <summary>Whether a virtual safety car was shown in the lap.</summary>
    public bool VirtualSafetyCar => Status.Contains('6', StringComparison.Ordinal) || Status.Contains('7', StringComparison.Ordinal);

    /// <summary>Whether a red flag was shown in the lap.</summary>
    public bool RedFlag => Status.Contains('5', StringComparison.Ordinal);

    /// <summary>Whether the car was on tyres for a wet track.</summary>
    public bool Wet => Compound is TyreCompound.Intermediate or TyreCompound.Wet;
}
