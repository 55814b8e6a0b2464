namespace DualTwin.Backtest.Archive;

/// <summary>One race, lap by lap.</summary>
public sealed record RecordedRace
{
    /// <summary>Season.</summary>
    public required int Season { get; init; }

    /// <summary>Round within the season.</summary>
    public required int Round { get; init; }

    /// <summary>Name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>Cars that started.</summary>
    public required IReadOnlyList<RecordedCar> Cars { get; init; }

    /// <summary>Tyre stops.</summary>
    public required IReadOnlyList<RecordedStop> Stops { get; init; }

    /// <summary>What the archive's table of races says; null where it has none.</summary>
    public RaceFacts? Facts { get; init; }

    /// <summary>Weather samples, oldest first; empty where nobody recorded any.</summary>
    public IReadOnlyList<RecordedWeather> Weather { get; init; } = [];

    /// <summary>Messages of race control, in the order of the record; empty where nobody recorded any.</summary>
    public IReadOnlyList<RecordedMessage> Messages { get; init; } = [];

    /// <summary>Laps of the winner.</summary>
    public int LapCount => Cars.Max(c => c.Laps.Count == 0 ? 0 : c.Laps[^1].Lap);

    /// <summary>Share of laps on tyres for a wet track, 0…1.</summary>
    public double WetShare
    {
        get
        {
            var all = Cars.Sum(c => c.Laps.Count);
            return all == 0 ? 0 : (double)Cars.Sum(c => c.Laps.Count(l => l.Wet)) / all;
        }
    }

    /// <summary>Whether the race was stopped by a red flag.</summary>
    public bool Suspended => Cars.Any(c => c.Laps.Any(l => l.RedFlag));
}
