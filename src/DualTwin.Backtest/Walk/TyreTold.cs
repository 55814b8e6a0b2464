using System.Collections.Immutable;
using DualTwin.Backtest.Archive;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Walk;

/// <summary>Turns the tyres of a car's laps into the list of stints that a feed keeps: one a visit to the pit lane, and one where a set changed without.</summary>
internal sealed class TyreTold
{
    private int _index = -1;
    private RecordedLap? _last;

    /// <summary>What the feed says of stints once <paramref name="lap"/> is complete.</summary>
    public ImmutableArray<StintUpdate> After(RecordedLap lap)
    {
        var first = _last is null;
        var changed = first || Changed(_last!, lap);
        _last = lap with { Compound = lap.Compound ?? _last?.Compound, TyreAgeLaps = lap.TyreAgeLaps ?? (_last?.TyreAgeLaps + 1) };
        if (!changed && !lap.PitOut)
        {
            return [];
        }

        _index++;
        return
        [
            new StintUpdate
            {
                Index = _index,
                Compound = (Compound?)(int?)lap.Compound,
                CompoundName = lap.Compound?.ToString().ToUpperInvariant(),
                New = lap.FreshTyre,
                TyresChanged = first ? null : changed,
                AgeAtStart = lap.TyreAgeLaps is { } age ? Math.Max(0, (int)age - 1) : null,
                StartLap = lap.Lap,
            },
        ];
    }

    private static bool Changed(RecordedLap before, RecordedLap lap) =>
        (lap.Compound is { } now && before.Compound is { } was && now != was)
        || lap.TyreAgeLaps < before.TyreAgeLaps + (lap.Lap - before.Lap);
}
