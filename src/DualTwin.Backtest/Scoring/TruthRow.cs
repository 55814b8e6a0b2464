using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Scoring;

/// <summary>One driver and completed lap: what happened after it, by which predictions are scored.</summary>
public sealed record TruthRow
{
    /// <summary>The car and lap.</summary>
    public required LapKey Key { get; init; }

    /// <summary>Group of the race.</summary>
    public required string Stratum { get; init; }

    /// <summary>Event.</summary>
    public required string Event { get; init; }

    /// <summary>Whether the race counts as wet.</summary>
    public required bool Wet { get; init; }

    /// <summary>Race distance, laps.</summary>
    public required int Distance { get; init; }

    /// <summary>Time of the lap just completed, s.</summary>
    public double? LapSeconds { get; init; }

    /// <summary>Crossing of the line at its end, s of session time.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>Position at its end.</summary>
    public int? Position { get; init; }

    /// <summary>No safety car, virtual safety car or red flag in the lap.</summary>
    public required bool Green { get; init; }

    /// <summary>A normal racing lap.</summary>
    public required bool Clean { get; init; }

    /// <summary>Whether the lap ended in a tyre stop.</summary>
    public required bool Stop { get; init; }

    /// <summary>Classified position; null for a car that was not classified.</summary>
    public int? Finish { get; init; }

    /// <summary>Order of crossing among the cars that completed the lap, ties sharing the mean of their places.</summary>
    public double? Order { get; init; }

    /// <summary>The driver's rows after this one, at most five.</summary>
    public ReadOnlyMemory<TruthRow> Following { get; internal set; }

    /// <summary>Laps to go.</summary>
    public int Left => Distance - Key.Lap;

    /// <summary>The row after this one; null for the last.</summary>
    public TruthRow? Next => After(1);

    /// <summary>Whether the next lap is scored: this and the next are normal racing laps.</summary>
    public bool NextLapScored => Clean && Next is { Clean: true };

    /// <summary>The row <paramref name="laps"/> after this one.</summary>
    public TruthRow? After(int laps) => laps <= Following.Length ? Following.Span[laps - 1] : null;

    /// <summary>Whether a stop ends one of the next <paramref name="laps"/> laps.</summary>
    public bool StopWithin(int laps)
    {
        for (var i = 1; i <= laps; i++)
        {
            if (After(i) is { Stop: true })
            {
                return true;
            }
        }

        return false;
    }
}
