namespace DualTwin.Backtest.Predictions;

/// <summary>What was predicted at the moment a car had completed a lap; null where nothing was. Rounded as the file of predictions holds it.</summary>
public sealed record Prediction
{
    // A tenth of a millisecond and a millionth are far below what any figure shows; rounding first makes file and figures one.
    private const int SecondsDigits = 4;
    private const int ShareDigits = 6;

    /// <summary>The car and lap.</summary>
    public required LapKey Key { get; init; }

    /// <summary>Median of the time of the next lap if it is a normal racing lap, s.</summary>
    public double? NextLap { get; init => field = Round(value, SecondsDigits); }

    /// <summary>Its 10th percentile, s.</summary>
    public double? NextLapP10 { get; init => field = Round(value, SecondsDigits); }

    /// <summary>Its 90th percentile, s.</summary>
    public double? NextLapP90 { get; init => field = Round(value, SecondsDigits); }

    /// <summary>Probability of a tyre stop at the end of the next lap.</summary>
    public double? PitNext1 { get; init => field = Round(value, ShareDigits); }

    /// <summary>Probability of a tyre stop at the end of one of the next five laps.</summary>
    public double? PitNext5 { get; init => field = Round(value, ShareDigits); }

    /// <summary>Expected classified position.</summary>
    public double? FinishMean { get; init => field = Round(value, ShareDigits); }

    /// <summary>Probability to be classified first.</summary>
    public double? Win { get; init => field = Round(value, ShareDigits); }

    /// <summary>Probability to be classified among the first three.</summary>
    public double? Podium { get; init => field = Round(value, ShareDigits); }

    /// <summary>Probability to be classified among the first ten.</summary>
    public double? Points { get; init => field = Round(value, ShareDigits); }

    /// <summary>Median of the place among running cars two laps on, if the car stops at the end of the next lap.</summary>
    public double? RejoinMean { get; init => field = Round(value, ShareDigits); }

    /// <summary>Its 10th percentile.</summary>
    public double? RejoinP10 { get; init => field = Round(value, ShareDigits); }

    /// <summary>Its 90th percentile.</summary>
    public double? RejoinP90 { get; init => field = Round(value, ShareDigits); }

    private static double? Round(double? value, int digits) => value is { } v && double.IsFinite(v) ? Math.Round(v, digits) : null;
}
