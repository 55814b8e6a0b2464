using DualTwin.Sources.OpenF1.Documents;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.OpenF1.Telling;

/// <summary>
/// How the session stands after all messages of race control so far. OpenF1 has no collection for the track's status or the session's:
/// race control's flags tell both.
/// </summary>
internal sealed class ControlStory
{
    private readonly HashSet<int> _yellowSectors = [];
    private readonly bool? _isRace;
    private readonly DateTimeOffset? _raceBegan;
    private bool _told;
    private bool _red;
    private bool _yellow;
    private TrackStatus? _car;

    private ControlStory(bool? isRace, DateTimeOffset? raceBegan)
    {
        (_isRace, _raceBegan) = (isRace, raceBegan);
        Phase = isRace == true && raceBegan is not null ? SessionPhase.Running : null;
    }

    /// <summary>The track's status; null while nothing tells it.</summary>
    public TrackStatus? Status => _red ? TrackStatus.Red : _car ?? (_yellow || _yellowSectors.Count > 0 ? TrackStatus.Yellow : _told ? TrackStatus.Green : null);

    /// <summary>How far the session is; null while nothing tells it.</summary>
    public SessionPhase? Phase { get; private set; }

    /// <summary>The part of a qualifying; null while nothing tells it.</summary>
    public int? QualifyingPart { get; private set; }

    /// <summary>Reads the story of <paramref name="session"/>.</summary>
    public static ControlStory Of(SessionDocuments session)
    {
        bool? isRace = session.Session.Type is null ? null : session.Session.IsRace;
        var story = new ControlStory(isRace, isRace == true ? RaceBegan(session) : null);
        foreach (var message in session.Messages)
        {
            story.Take(message);
        }

        return story;
    }

    // Race control does not say when a race starts: the laps do. Of a first lap nobody may have seen the begin.
    private static DateTimeOffset? RaceBegan(SessionDocuments session)
    {
        if (session.NewestAt < session.Session.Start)
        {
            // What was timed on the way to the grid is no race.
            return null;
        }

        DateTimeOffset? first = null;
        foreach (var car in session.Cars)
        {
            foreach (var lap in car.Laps.Values)
            {
                if (lap.Value.Begun || lap.Value.Lap > 1)
                {
                    var at = lap.Value.Start ?? session.Session.Start ?? DateTimeOffset.MinValue;
                    first = first is null || at < first ? at : first;
                    break;
                }
            }
        }

        return first;
    }

    private void Take(ControlMessage message)
    {
        QualifyingPart = message.QualifyingPart ?? QualifyingPart;
        switch (message.Flag)
        {
            case "RED" when !message.ForSector:
                TakeRed(message);
                break;
            case "GREEN" when message.ForTrack:
                TakeGreen();
                break;
            case "CLEAR" when message.ForTrack:
                (_told, _red, _yellow, _car) = (true, false, false, null);
                _yellowSectors.Clear();
                break;
            case "CLEAR" when message is { ForSector: true, Sector: { } sector }:
                _yellowSectors.Remove(sector);
                break;
            case "YELLOW" or "DOUBLE YELLOW":
                TakeYellow(message);
                break;
            case "CHEQUERED":
                Phase = SessionPhase.Finished;
                break;
            default:
                TakeCar(message);
                break;
        }
    }

    private void TakeRed(ControlMessage message)
    {
        (_told, _red, _car) = (true, true, null);
        var runs = _isRace == true ? _raceBegan <= message.Date : Phase == SessionPhase.Running;
        Phase = runs && Phase != SessionPhase.Finished ? SessionPhase.Suspended : Phase;
    }

    // The light at the pit exit. Before a race it lets the cars onto the grid, and starts nothing.
    private void TakeGreen()
    {
        (_told, _red) = (true, false);
        if (_isRace == false || Phase == SessionPhase.Suspended)
        {
            Phase = SessionPhase.Running;
        }
    }

    private void TakeYellow(ControlMessage message)
    {
        _told = true;
        if (message is { ForSector: true, Sector: { } sector })
        {
            _yellowSectors.Add(sector);
        }
        else
        {
            _yellow |= message.ForTrack;
        }
    }

    // "In this lap" and "ending" leave it in force: the track is clear when it is said to be.
    private void TakeCar(ControlMessage message)
    {
        if (!string.Equals(message.Category, "SafetyCar", StringComparison.OrdinalIgnoreCase)
            || !message.Text.Contains("DEPLOYED", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        _told = true;
        _car = message.Text.Contains("VSC", StringComparison.OrdinalIgnoreCase) || message.Text.Contains("VIRTUAL", StringComparison.OrdinalIgnoreCase)
            ? TrackStatus.VirtualSafetyCar
            : TrackStatus.SafetyCar;
    }
}
