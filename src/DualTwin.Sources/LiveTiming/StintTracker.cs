using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// Maps a car's stint list in the feed to its stints in the session: stint k is what the car left the pit lane with after its
/// k-th visit. The feed's own index is no such number. It opens an entry for a lap to the grid, opens one that no visit
/// belongs to, and writes the next set over such an entry instead of opening another.
/// </summary>
internal sealed class StintTracker
{
    // More entries than any car has had; what lies beyond is not kept.
    private const int MostEntries = 64;

    private List<Entry> _entries = [];
    private int _newest;

    /// <summary>A copy that goes its own way.</summary>
    public StintTracker Copy()
    {
        var copy = (StintTracker)MemberwiseClone();
        copy._entries = [.. _entries];
        return copy;
    }

    /// <summary>Visits to the pit lane so far.</summary>
    public int Visits { get; private set; }

    /// <summary>A visit to the pit lane began.</summary>
    public void Enter() => Visits++;

    /// <summary>The feed's own number of stops, which tells of visits that were not seen.</summary>
    public void AtLeast(int stops) => Visits = Math.Max(Visits, Math.Min(stops, MostEntries));

    /// <summary>Folds in what the feed says of the entry at <paramref name="index"/>; null where that says nothing of a stint.</summary>
    /// <param name="index">Zero-based index of the entry in the feed's list.</param>
    /// <param name="delta">What the message says of it.</param>
    /// <param name="following">Entries with a higher index in the same message.</param>
    /// <param name="beforeFirstLap">Whether the car has no complete lap yet.</param>
    public StintUpdate? Observe(int index, in FeedStint delta, int following, bool beforeFirstLap)
    {
        if (index >= MostEntries)
        {
            return null;
        }

        while (_entries.Count < index)
        {
            // Entries that were never seen: the recording began after them.
            Open(default, following + index - _entries.Count, beforeFirstLap);
        }

        return index == _entries.Count ? Open(delta, following, beforeFirstLap) : Change(index, delta);
    }

    private StintUpdate? Change(int index, in FeedStint delta)
    {
        var entry = _entries[index];
        var merged = entry.Stint.With(delta);
        if (index == _entries.Count - 1 && Visits > _newest && entry.Stint.IsReplacedBy(delta))
        {
            _newest = Visits;
            _entries[index] = new Entry(merged, _newest, Alias: false);
            return Tell(_newest, merged, alias: false);
        }

        _entries[index] = entry with { Stint = merged };
        if (merged == entry.Stint || IsSuperseded(index))
        {
            // An entry that a later one of the same stint stands for speaks of laps that are over.
            return null;
        }

        // What was held back while the compound was unknown, or says something only together with it, is told whole.
        return entry.Stint.Compound is FeedStint.UnknownCompound || delta.NotChanged is not null
            ? Tell(entry.Number, merged, entry.Alias)
            : Tell(entry.Number, delta, entry.Alias);
    }

    private StintUpdate? Open(in FeedStint stint, int following, bool beforeFirstLap)
    {
        if (_entries.Count > 0 && Visits > _newest)
        {
            _newest = Math.Max(_newest + 1, Visits - following);
            _entries.Add(new Entry(stint, _newest, Alias: false));
            return Tell(_newest, stint, alias: false);
        }

        // The first entry is what the car starts with; a further one without a visit is a lap to the grid, or stands for the set already on.
        var alias = _entries.Count > 0 && !beforeFirstLap;
        _entries.Add(new Entry(stint, _newest, alias));
        return Tell(_newest, stint, alias);
    }

    private bool IsSuperseded(int index)
    {
        var number = _entries[index].Number;
        for (var later = index + 1; later < _entries.Count; later++)
        {
            if (_entries[later].Number == number)
            {
                return true;
            }
        }

        return false;
    }

    private static StintUpdate? Tell(int number, in FeedStint stint, bool alias)
    {
        if (stint == default || (number > 0 && stint.IsPlaceholder))
        {
            return null;
        }

        var unknown = stint.Compound is FeedStint.UnknownCompound;
        return new StintUpdate
        {
            Index = number,
            CompoundName = unknown ? null : stint.Compound,
            New = alias ? null : stint.New,
            TyresChanged = number == 0 || alias || unknown ? null : !stint.NotChanged,
            AgeAtStart = alias || unknown ? null : stint.StartLaps,
            Age = unknown ? null : stint.TotalLaps,
        };
    }

    private readonly record struct Entry(FeedStint Stint, int Number, bool Alias);
}
