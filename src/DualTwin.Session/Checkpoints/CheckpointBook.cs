namespace DualTwin.Session.Checkpoints;

/// <summary>
/// Earlier states of a session, to go back to. Of the last two minutes it keeps one every twentieth of a second and each in which
/// something happened, so that going back loses nothing that the next frame would not tell again; of the time before, one a lap.
/// </summary>
/// <remarks>A state is immutable and shares what did not change with its neighbours: keeping one costs what changed.</remarks>
/// <typeparam name="T">The state.</typeparam>
public sealed class CheckpointBook<T>
{
    /// <summary>How far back states lie close together.</summary>
    public static readonly TimeSpan CloseWindow = TimeSpan.FromMinutes(2);

    /// <summary>Least distance of two close states between which nothing happened.</summary>
    public static readonly TimeSpan CloseSpacing = TimeSpan.FromMilliseconds(50);

    private readonly List<Checkpoint> _laps = [];
    private readonly List<Checkpoint> _close = [];
    private int _firstClose;

    /// <summary>States held.</summary>
    public int Count => _laps.Count + _close.Count - _firstClose;

    /// <summary>Takes the state at <paramref name="tick"/>; ticks rise from call to call until <see cref="GoBackTo"/>.</summary>
    /// <param name="tick">The source's count at the state.</param>
    /// <param name="at">Session time of the state.</param>
    /// <param name="happened">Whether something happened in it that later frames do not tell again.</param>
    /// <param name="beginsLap">Whether the leader's lap began with it.</param>
    /// <param name="state">The state.</param>
    public void Add(long tick, TimeSpan at, bool happened, bool beginsLap, T state)
    {
        if (!happened && !beginsLap && Newest is { Kept: false } newest && At(_close.Count - 2) is { } before && newest.At - before.At < CloseSpacing)
        {
            // The newest one is always there; a state between two others goes when the next has come.
            _close.RemoveAt(_close.Count - 1);
        }

        _close.Add(new Checkpoint(tick, at, happened || beginsLap, beginsLap, state));
        LetGo(at - CloseWindow);
    }

    /// <summary>
    /// Finds the newest state at or before <paramref name="tick"/> and forgets all later ones; false where there is none.
    /// </summary>
    public bool GoBackTo(long tick, out T? state)
    {
        while (_close.Count > _firstClose && _close[^1].Tick > tick)
        {
            _close.RemoveAt(_close.Count - 1);
        }

        while (_close.Count == _firstClose && _laps.Count > 0 && _laps[^1].Tick > tick)
        {
            _laps.RemoveAt(_laps.Count - 1);
        }

        var found = _close.Count > _firstClose ? _close[^1] : _laps.Count > 0 ? _laps[^1] : null;
        state = found is null ? default : found.State;
        return found is not null;
    }

    /// <summary>A book of the same states that goes its own way.</summary>
    public CheckpointBook<T> Copy()
    {
        var copy = new CheckpointBook<T>();
        copy._laps.AddRange(_laps);
        copy._close.AddRange(_close.Skip(_firstClose));
        return copy;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _laps.Clear();
        _close.Clear();
        _firstClose = 0;
    }

    private Checkpoint? Newest => At(_close.Count - 1);

    private Checkpoint? At(int index) => index >= _firstClose ? _close[index] : null;

    private void LetGo(TimeSpan before)
    {
        while (_firstClose < _close.Count - 1 && _close[_firstClose].At < before)
        {
            if (_close[_firstClose].BeginsLap)
            {
                _laps.Add(_close[_firstClose]);
            }

            _firstClose++;
        }

        // Moved together now and then, so that letting one go costs next to nothing; nothing let go stays reachable for long.
        if (_firstClose > 64 && _firstClose * 2 > _close.Count)
        {
            _close.RemoveRange(0, _firstClose);
            _firstClose = 0;
        }
    }

    private sealed record Checkpoint(long Tick, TimeSpan At, bool Kept, bool BeginsLap, T State);
}
