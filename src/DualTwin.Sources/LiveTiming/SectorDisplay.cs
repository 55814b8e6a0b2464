using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>The three sectors that the feed shows of a car, and their colours.</summary>
internal sealed class SectorDisplay
{
    private readonly Colours[] _colours = new Colours[3];

    /// <summary>Times on display.</summary>
    public LapSectors Times { get; private set; }

    /// <summary>Sets the time of the sector at <paramref name="index"/>; null clears it.</summary>
    public void Set(int index, TimeSpan? time) => Times = Times.With(index, time);

    /// <summary>Sets what is said of a sector's colour; null says nothing.</summary>
    public void Colour(int index, bool? sessionBest, bool? personalBest) => _colours[index].Apply(sessionBest, personalBest);

    /// <summary>The colour of the sector at <paramref name="index"/>; null while there is no time.</summary>
    public SectorPace? Pace(int index) => Times[index] is null ? null : _colours[index].Pace;

    /// <summary>Whether the sectors add up to <paramref name="lapTime"/>, give or take the rounding of three values.</summary>
    public bool AddsUpTo(TimeSpan lapTime) => Times.Total is { } total && (total - lapTime).Duration() <= TimeSpan.FromMilliseconds(2);
}
