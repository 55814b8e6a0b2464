namespace DualTwin.Session.Checkpoints;

/// <summary>
/// Earlier states of a session, to go back to: of the last half minute one for each twentieth of a second, of the last two minutes one for each
/// second, and of both each in which something happened, so that going back loses nothing that the next frame would not tell again; of
/// the time before, one a lap.
/// </summary>
/// <remarks>
/// A state is immutable and shares what did not change with its neighbours: keeping one costs what changed, about 34 kB for the game's
/// 22 cars at 60 frames a second, so 25 MB for all. However much happens, and however slowly the session's time goes on, no more than a
/// few thousand are kept: the oldest of those that lie close together go first to where one a second is kept, then to one a lap.
/// </remarks>
/// <typeparam name="T">The state.</typeparam>
public sealed class CheckpointBook<T>
{
    /// <summary>How far back states are kept in which something happened.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(2);

    /// <summary>How far back states lie close together: further than games let their players go back.</summary>
    public static readonly TimeSpan CloseWindow = TimeSpan.FromSeconds(30);

    /// <summary>The piece of time of whose close states, where nothing happened, the last is kept.</summary>
    public static readonly TimeSpan CloseSpacing = TimeSpan.FromMilliseconds(50);

    /// <summary>The same of the time before that.</summary>
    public static readonly TimeSpan WideSpacing = TimeSpan.FromSeconds(1);

    /// <summary>Most close states; three times what a busy race has.</summary>
    public const int MostClose = 2048;

    /// <summary>Most states of the time before that; three times what a busy race has.</summary>
    public const int MostWide = 1024;

    /// <summary>Most states of laps; five times what the longest race has.</summary>
    public const int MostLaps = 512;

    private readonly List<Checkpoint> _laps = [];
    private readonly List<Checkpoint> _wide = [];
    private readonly List<Checkpoint> _close = [];
    private int _firstWide;
    private int _firstClose;

    /// <summary>States held.</summary>
    public int Count => _laps.Count + _wide.Count - _firstWide + _close.Count - _firstClose;

    /// <summary>Takes the state at <paramref name="tick"/>; ticks rise from call to call until <see cref="GoBackTo"/>.</summary>
    /// <param name="tick">The source's count at the state.</param>
    /// <param name="at">Session time of the state.</param>
    /// <param name="happened">Whether something happened in it that later frames do not tell again.</param>
    /// <param name="beginsLap">Whether the leader's lap began with it.</param>
    /// <param name="state">The state.</param>
    public void Add(long tick, TimeSpan at, bool happened, bool beginsLap, T state)
    {
        if (!happened && !beginsLap && At(_close.Count - 1) is { Kept: false } newest && Shares(newest.At, at, CloseSpacing))
        {
            // The newest one is always there; which of the others stay hangs on nothing but their times and what followed them, so that
            // a book that was begun later comes to keep the same ones.
            _close.RemoveAt(_close.Count - 1);
        }

        _close.Add(new Checkpoint(tick, at, happened || beginsLap, beginsLap, state));
        Widen(at - CloseWindow);
        LetGo(at - Window);
    }

    /// <summary>
    /// Finds the newest state at or before <paramref name="tick"/> and forgets all later ones; false where there is none.
    /// </summary>
    public bool GoBackTo(long tick, out T? state)
    {
        var found = Newest(_close, _firstClose, tick) ?? Newest(_wide, _firstWide, tick) ?? Newest(_laps, 0, tick);
        state = found is null ? default : found.State;
        return found is not null;
    }

    /// <summary>A book of the same states that goes its own way.</summary>
    public CheckpointBook<T> Copy()
    {
        var copy = new CheckpointBook<T>();
        copy._laps.AddRange(_laps);
        copy._wide.AddRange(_wide.Skip(_firstWide));
        copy._close.AddRange(_close.Skip(_firstClose));
        return copy;
    }

    /// <summary>
    /// A book of only those states with which a lap begins, and of those in <paramref name="others"/>: what is left of this one when what lies
    /// close together has gone by.
    /// </summary>
    public CheckpointBook<T> Thinned(IReadOnlyCollection<T> others)
    {
        var thin = new CheckpointBook<T>();
        thin._laps.AddRange(_laps);
        thin._wide.AddRange(_wide.Skip(_firstWide).Where(Stays));
        thin._close.AddRange(_close.Skip(_firstClose).Where(Stays));
        return thin;

        bool Stays(Checkpoint checkpoint) => checkpoint.BeginsLap || others.Contains(checkpoint.State);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _laps.Clear();
        _wide.Clear();
        _close.Clear();
        (_firstWide, _firstClose) = (0, 0);
    }

    private static Checkpoint? Newest(List<Checkpoint> list, int first, long tick)
    {
        while (list.Count > first && list[^1].Tick > tick)
        {
            list.RemoveAt(list.Count - 1);
        }

        return list.Count > first ? list[^1] : null;
    }

    // Times are cut into pieces of the spacing: the last state of each stays.
    private static bool Shares(TimeSpan at, TimeSpan next, TimeSpan spacing) => at.Ticks / spacing.Ticks == next.Ticks / spacing.Ticks;

    private Checkpoint? At(int index) => index >= _firstClose ? _close[index] : null;

    private void Widen(TimeSpan before)
    {
        while (_firstClose < _close.Count - 1 && (_close[_firstClose].At < before || _close.Count - _firstClose > MostClose))
        {
            var next = _close[_firstClose++];
            if (_wide.Count > _firstWide && !_wide[^1].Kept && Shares(_wide[^1].At, next.At, WideSpacing))
            {
                _wide.RemoveAt(_wide.Count - 1);
            }

            _wide.Add(next);
        }

        Close(_close, ref _firstClose);
    }

    private void LetGo(TimeSpan before)
    {
        while (_firstWide < _wide.Count - 1 && (_wide[_firstWide].At < before || _wide.Count - _firstWide > MostWide))
        {
            var last = _wide[_firstWide++];
            if (last.BeginsLap)
            {
                _laps.Add(last);
                _laps.RemoveRange(0, Math.Max(0, _laps.Count - MostLaps));
            }
        }

        Close(_wide, ref _firstWide);
    }

    // Moved together now and then, so that letting one go costs next to nothing; nothing let go stays reachable for long.
    private static void Close(List<Checkpoint> list, ref int first)
    {
        if (first > 64 && first * 2 > list.Count)
        {
            list.RemoveRange(0, first);
            first = 0;
        }
    }

    private sealed record Checkpoint(long Tick, TimeSpan At, bool Kept, bool BeginsLap, T State);
}
