using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>What a session is.</summary>
/// <param name="Key">OpenF1's number of it, which is the official feed's.</param>
/// <param name="Meeting">Number of its meeting.</param>
/// <param name="Type">Its type; null where the word is not known.</param>
/// <param name="Kind">Its exact kind, where the words tell it.</param>
/// <param name="Circuit">Short name of the circuit.</param>
/// <param name="Start">Scheduled start (UTC).</param>
/// <param name="End">Scheduled end (UTC).</param>
internal sealed record SessionDocument(
    int Key, int? Meeting, SessionType? Type, SessionKind? Kind, string? Circuit, DateTimeOffset? Start, DateTimeOffset? End)
{
    // Cars leave the pits for the grid, and the first messages come, before the start.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is a race or sprint.</summary>
    public bool IsRace => Type is SessionType.Race or SessionType.Sprint;

    /// <summary>Whether, by its schedule, data has to come at <paramref name="now"/>: silence then is no rest.</summary>
    public bool RunsAt(DateTimeOffset now) => now >= Start - Ahead && now <= End;
}
