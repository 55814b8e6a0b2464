using DualTwin.F1Game.Codes;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Session;

/// <summary>How far a session is. The game says so in events, any of which may be lost; what the cars do tells it too.</summary>
internal sealed class PhaseTracker
{
    // Cars may come round once more after the red flag; who races on has begun the lap after.
    private const int LapsUntilResumed = 2;

    /// <summary>Most moments kept to go back to; a session has a handful, and a flood of events must not fill the memory.</summary>
    public const int MostRemembered = 64;

    private List<(long Frame, (bool, bool, bool, int?) Was)> _before = [];
    private bool _started;
    private bool _flagShown;
    private bool _over;
    private int? _redFlagLap;

    /// <summary>Moments kept to go back to, at most <see cref="MostRemembered"/>.</summary>
    public int Remembered => _before.Count;

    /// <summary>Whether the session is suspended.</summary>
    public bool Suspended => _redFlagLap is not null;

    /// <summary>Whether the session has ended.</summary>
    public bool IsOver => _over;

    /// <summary>The phase.</summary>
    public SessionPhase Phase =>
        _over ? SessionPhase.Ended
        : _flagShown ? SessionPhase.Finished
        : Suspended ? SessionPhase.Suspended
        : _started ? SessionPhase.Running
        : SessionPhase.NotStarted;

    /// <summary>A copy that goes its own way.</summary>
    public PhaseTracker Copy()
    {
        var copy = (PhaseTracker)MemberwiseClone();
        copy._before = [.. _before];
        return copy;
    }

    public void LightsOut() => (_started, _redFlagLap) = (true, null);

    public void RedFlag(int leaderLap) => _redFlagLap ??= leaderLap;

    public void Resumed() => _redFlagLap = null;

    /// <summary>Notes that a car has come out of the pits in a timed session: their exit is closed while it is suspended.</summary>
    public void PitsLeft() => _redFlagLap = null;

    public void FlagShown() => _flagShown = true;

    public void Over() => _over = true;

    /// <summary>Notes that the clock of a timed session runs, or has run down.</summary>
    public void Timed(bool runDown)
    {
        _started = true;
        _flagShown |= runDown;
    }

    /// <summary>Notes the leader's lap; a car is <paramref name="racing"/> where its lap time runs and it has passed the line.</summary>
    public void Lap(int leaderLap, bool racing, SafetyCarStatus safetyCar)
    {
        _started |= leaderLap > 1 || (racing && safetyCar != SafetyCarStatus.FormationLap);
        if (_redFlagLap is { } lap && leaderLap >= lap + LapsUntilResumed)
        {
            _redFlagLap = null;
        }
    }

    /// <summary>Notes that the game's <paramref name="frame"/> is over, so that it can be gone back to.</summary>
    public void Remember(long frame)
    {
        if (_before.Count > 0 && _before[^1].Was == Now)
        {
            return;
        }

        if (_before.Count == MostRemembered)
        {
            _before.RemoveAt(0);
        }

        _before.Add((frame, Now));
    }

    /// <summary>Goes back to how the session was after <paramref name="frame"/>.</summary>
    public void GoBack(long frame)
    {
        var kept = _before.FindLastIndex(moment => moment.Frame <= frame) + 1;
        _before.RemoveRange(kept, _before.Count - kept);
        Now = kept > 0 ? _before[^1].Was : default;
    }

    private (bool, bool, bool, int?) Now
    {
        get => (_started, _flagShown, _over, _redFlagLap);
        set => (_started, _flagShown, _over, _redFlagLap) = value;
    }
}
