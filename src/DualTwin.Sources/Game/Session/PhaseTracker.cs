using DualTwin.F1Game.Codes;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Session;

/// <summary>How far a session is. The game says so in events, any of which may be lost; what the cars do tells it too.</summary>
internal sealed class PhaseTracker
{
    // Cars may come round once more after the red flag; who races on has begun the lap after.
    private const int LapsUntilResumed = 2;

    private readonly Stack<(long Frame, (bool, bool, bool, int?) Was)> _before = [];
    private bool _started;
    private bool _flagShown;
    private bool _over;
    private int? _redFlagLap;

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

    public void LightsOut() => (_started, _redFlagLap) = (true, null);

    public void RedFlag(int leaderLap) => _redFlagLap ??= leaderLap;

    public void Resumed() => _redFlagLap = null;

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
        if (!_before.TryPeek(out var last) || last.Was != Now)
        {
            _before.Push((frame, Now));
        }
    }

    /// <summary>Goes back to how the session was after <paramref name="frame"/>.</summary>
    public void GoBack(long frame)
    {
        while (_before.TryPeek(out var last) && last.Frame > frame)
        {
            _before.Pop();
        }

        Now = _before.TryPeek(out var then) ? then.Was : default;
    }

    private (bool, bool, bool, int?) Now
    {
        get => (_started, _flagShown, _over, _redFlagLap);
        set => (_started, _flagShown, _over, _redFlagLap) = value;
    }
}
