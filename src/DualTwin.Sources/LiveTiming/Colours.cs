using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>The two marks by which the feed colours a time.</summary>
internal struct Colours
{
    private bool _sessionBest;
    private bool _personalBest;

    /// <summary>The colour that the marks mean.</summary>
    public readonly SectorPace Pace =>
        _sessionBest ? SectorPace.SessionBest : _personalBest ? SectorPace.PersonalBest : SectorPace.Slower;

    /// <summary>Takes over the marks that a message says; null says nothing.</summary>
    public void Apply(bool? sessionBest, bool? personalBest)
    {
        _sessionBest = sessionBest ?? _sessionBest;
        _personalBest = personalBest ?? _personalBest;
    }
}
