namespace DualTwin.Backtest.Archive;

/// <summary>One car's race.</summary>
public sealed record RecordedCar
{
    /// <summary>The driver's code.</summary>
    public required string Driver { get; init; }

    /// <summary>Starting position; null for a start from the pit lane and where nobody tells.</summary>
    public int? Grid { get; init; }

    /// <summary>Whether the car dropped out.</summary>
    public bool Retired { get; init; }

    /// <summary>Team; null where nobody tells.</summary>
    public string? Team { get; init; }

    /// <summary>Race number; null where nobody tells.</summary>
    public int? Number { get; init; }

    /// <summary>Classified position; null for a car that was not classified.</summary>
    public int? Finish { get; init; }

    /// <summary>Laps in order of their number.</summary>
    public required IReadOnlyList<RecordedLap> Laps { get; init; }

    /// <summary>The lap with the given number, or null.</summary>
    public RecordedLap? Lap(int number)
    {
        var index = number - 1;
        if (index >= 0 && index < Laps.Count && Laps[index].Lap == number)
        {
            return Laps[index];
        }

        return Laps.FirstOrDefault(l => l.Lap == number);
    }
}
