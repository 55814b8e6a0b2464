using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>The three sectors that the feed shows of a car, and their colours.</summary>
internal sealed class SectorDisplay
{
    // Sectors, each rounded to a millisecond, and the lap time, rounded by itself.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(2);

    private Colours[] _colours = new Colours[3];
    private LapSectors _driven;

    /// <summary>A copy that goes its own way.</summary>
    public SectorDisplay Copy()
    {
        var copy = (SectorDisplay)MemberwiseClone();
        copy._colours = [.. _colours];
        return copy;
    }

    /// <summary>Times on display.</summary>
    public LapSectors Times { get; private set; }

    /// <summary>Sets the time of the sector at <paramref name="index"/>; null clears it.</summary>
    public void Set(int index, TimeSpan? time)
    {
        Times = Times.With(index, time);
        if (time is not null)
        {
            _driven = index == 0 ? new LapSectors(time, null, null) : _driven.With(index, time);
        }
    }

    /// <summary>
    /// The sectors of a lap that took <paramref name="lapTime"/>: those on display, or those that were, where the feed has taken
    /// them off the display before the lap ended and they prove to add up.
    /// </summary>
    public LapSectors OfLap(TimeSpan? lapTime) =>
        Times.Total is null && lapTime is { } time && AddUp(_driven, time) ? _driven : Times;

    /// <summary>Sets what is said of a sector's colour; null says nothing.</summary>
    public void Colour(int index, bool? sessionBest, bool? personalBest) => _colours[index].Apply(sessionBest, personalBest);

    /// <summary>The colour of the sector at <paramref name="index"/>; null while there is no time.</summary>
    public SectorPace? Pace(int index) => Times[index] is null ? null : _colours[index].Pace;

    /// <summary>Whether the sectors add up to <paramref name="lapTime"/>, give or take the rounding of three values.</summary>
    public bool AddsUpTo(TimeSpan lapTime) => AddUp(Times, lapTime);

    private static bool AddUp(LapSectors sectors, TimeSpan lapTime) =>
        sectors.Total is { } total && (total - lapTime).Duration() <= Rounding;
}
