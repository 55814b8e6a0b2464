using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>A lap as far as it is known.</summary>
/// <param name="Lap">Its number, 1 or more.</param>
/// <param name="Start">When it began (UTC).</param>
/// <param name="Time">Its time; null while it is driven, and for laps that nobody timed.</param>
/// <param name="Sectors">Its sectors.</param>
/// <param name="PitOut">Whether the car left the pit lane in it.</param>
internal sealed record LapDocument(int Lap, DateTimeOffset? Start, TimeSpan? Time, LapSectors Sectors, bool PitOut)
{
    /// <summary>Whether any part of it was driven and timed, or its begin was seen.</summary>
    public bool Begun => Start is not null || Time is not null || Sectors != default;

    /// <summary>When the newest of its times was taken (UTC); null where its begin is not known.</summary>
    public DateTimeOffset? NewestAt => Start + (Time ?? (Sectors.Sector1 ?? TimeSpan.Zero) + (Sectors.Sector2 ?? TimeSpan.Zero) + (Sectors.Sector3 ?? TimeSpan.Zero));
}
