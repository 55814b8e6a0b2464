namespace DualTwin.Sources.Game.Cars;

/// <summary>One of the game's timers of a pit visit: milliseconds in sixteen bits, which begin again after 65.536 s.</summary>
internal sealed class PitTimer
{
    private const int Wrap = 1 << 16;

    private int _newest;
    private int _wraps;

    /// <summary>The time so far; null where it has not run.</summary>
    public TimeSpan? Time => _newest == 0 && _wraps == 0 ? null : TimeSpan.FromMilliseconds(_newest + (_wraps * (double)Wrap));

    /// <summary>A copy that goes its own way.</summary>
    public PitTimer Copy() => (PitTimer)MemberwiseClone();

    public void Begin() => (_newest, _wraps) = (0, 0);

    public void Read(ushort? milliseconds)
    {
        // What has been measured stands when the game sets its timer back.
        if (milliseconds is not { } now || now == 0)
        {
            return;
        }

        // A packet that came out of order is behind by little; a timer that began again is behind by nearly all.
        _wraps += now < _newest - (Wrap / 2) ? 1 : 0;
        _newest = now;
    }
}
