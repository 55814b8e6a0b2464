using DualTwin.RaceModel.Belief;
using DualTwin.Session;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Reports;

/// <summary>
/// Keeps what the twins of a race said each time that a car had completed a lap, told view by view while the race goes on, so that nothing
/// later can get in; and draws it, stint by stint, beside the laps that were driven.
/// </summary>
public sealed class StintStory
{
    /// <summary>How far ahead of a measurement the plotted wear was told, laps.</summary>
    public const int WearLapsAhead = 5;

    // A stint of fewer racing laps shows nothing.
    private const int FewestLaps = 5;

    private readonly Dictionary<(string CarId, int Lap), CarBelief> _told = [];
    private object? _evidence;

    /// <summary>Takes in the view after a frame: what is said first once a car has completed a lap, and its time is known, counts.</summary>
    public void Take(View view)
    {
        // Only where something happened can a lap have been completed; the belief of every frame would be put together for nothing.
        if (ReferenceEquals(view.Twins.Evidence, _evidence))
        {
            return;
        }

        _evidence = view.Twins.Evidence;
        for (var i = 0; i < view.Belief.Cars.Length; i++)
        {
            if (view.Belief.Cars[i] is { LapsCompleted: { } lap, NextLap: not null } car && view.State.Cars[i].Laps is [.., { LapTime: not null } newest] && newest.Lap == lap)
            {
                _told.TryAdd((car.CarId, lap), car);
            }
        }
    }

    /// <summary>The stints of <paramref name="car"/>, as they stand in its final state, with what was told in them.</summary>
    public IEnumerable<ToldStint> Of(CarState car)
    {
        var bounds = Bounds(car);
        for (var i = 0; i < bounds.Count; i++)
        {
            var (first, compound) = bounds[i];
            var last = i + 1 < bounds.Count ? bounds[i + 1].First - 1 : car.Laps.Count == 0 ? 0 : car.Laps[^1].Lap;
            var laps = car.Laps.Where(l => l.Lap >= first && l.Lap <= last).Select(l => LapOf(car, first, l)).ToArray();
            if (laps.Count(l => l.Seconds is not null) >= FewestLaps)
            {
                yield return new ToldStint(i + 1, compound, first, last, laps);
            }
        }
    }

    // Where the source tells no stints, a set begins with the lap out of the pits.
    private static List<(int First, Compound? Compound)> Bounds(CarState car)
    {
        if (car.Stints.Any(s => s.StartLap is not null))
        {
            return [.. car.Stints.Where(s => s.StartLap is not null).Select(s => (s.StartLap!.Value, s.Compound))];
        }

        return [.. car.Laps.Where((l, i) => i == 0 || l.PitOut).Select(l => (l.Lap, l.Compound))];
    }

    private ToldLap LapOf(CarState car, int first, LapRecord lap)
    {
        var before = Told(car, first, lap.Lap - 1);
        var after = Told(car, first, lap.Lap);
        var newest = car.Laps.Find(l => l.Lap == lap.Lap - 1);
        return new ToldLap(
            lap.Lap,
            Normal(lap) ? lap.LapTime?.TotalSeconds : null,
            newest is not null && Normal(newest) ? before?.NextLap : null,
            after?.Tyres.DegradationSecondsPerLap,
            after?.Tyres is { WearMeasured: true, Wear: { } wear } ? wear.Mean : null,
            Told(car, first, lap.Lap - WearLapsAhead)?.Tyres.WearAhead is { Length: >= WearLapsAhead } ahead ? ahead[WearLapsAhead - 1] : null);
    }

    // What was told at the end of a lap on the set that was fitted in the lap given.
    private CarBelief? Told(CarState car, int first, int lap) => lap >= first ? _told.GetValueOrDefault((car.CarId, lap)) : null;

    // As the next lap is scored: docs/accuracy.md.
    private static bool Normal(LapRecord lap) =>
        lap is { Lap: > 3, PitIn: false, PitOut: false, TrackStatus: null or TrackStatus.Green or TrackStatus.Yellow };
}
