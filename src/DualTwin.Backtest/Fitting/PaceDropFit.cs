using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using static DualTwin.Backtest.Fitting.Digits;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// How often a car's pace falls off for good, by the age of its set: a Poisson regression with a logarithmic link on laps of dry races.
/// </summary>
internal sealed class PaceDropFit
{
    // A lap is slow for good by this share: about a second.
    private const double Share = 0.012;
    private const int YoungestLaps = 5;
    private const int FirstLap = 4;
    private const int Window = 5;
    private const int FewestBefore = 4;
    private const int Ahead = 5;
    private const int Iterations = 50;

    private readonly List<(double Beyond, bool Dropped)> _laps = [];

    public PaceDropFit(IEnumerable<FittedRace> races, StintFit stints)
    {
        foreach (var race in races.Where(r => r.Dry))
        {
            foreach (var stint in race.Race.Cars.SelectMany(c => c.Laps.GroupBy(l => (c.Driver, l.Compound, Start: l.Lap - l.TyreAgeLaps))))
            {
                if (stint.Key is { Compound: { } compound and <= TyreCompound.Hard, Start: not null })
                {
                    Read([.. stint.OrderBy(l => l.Lap)], stints.Lives[compound].Of(race.Circuit).Mean * race.Race.LapCount);
                }
            }
        }
    }

    /// <summary>The figures.</summary>
    public PaceDropFigures Figures()
    {
        var (level, rise) = (Math.Log((double)_laps.Count(l => l.Dropped) / _laps.Count), 0.0);
        for (var i = 0; i < Iterations; i++)
        {
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
            foreach (var (beyond, dropped) in _laps)
            {
                var expected = Math.Exp(level + (rise * beyond));
                var miss = (dropped ? 1 : 0) - expected;
                (g0, g1) = (g0 + miss, g1 + (miss * beyond));
                (h00, h01, h11) = (h00 + expected, h01 + (expected * beyond), h11 + (expected * beyond * beyond));
            }

            var determinant = (h00 * h11) - (h01 * h01);
            if (determinant <= 0)
            {
                break;
            }

            level += ((h11 * g0) - (h01 * g1)) / determinant;
            rise += ((h00 * g1) - (h01 * g0)) / determinant;
        }

        return new PaceDropFigures { PerLap = Round(Math.Exp(level)), RisePerLife = Round(Math.Max(0, rise)) };
    }

    private void Read(Archive.RecordedLap[] laps, double usualLife)
    {
        for (var i = 0; i + 2 < laps.Length; i++)
        {
            if (!Counts(laps[i]) || !Counts(laps[i + 1]) || !Counts(laps[i + 2]) || laps[i].TyreAgeLaps < YoungestLaps)
            {
                continue;
            }

            var before = laps[Math.Max(0, i - Window)..(i + 1)].Where(Counts).Select(l => l.LapSeconds!.Value).TakeLast(Window).ToArray();
            if (before.Length < FewestBefore)
            {
                continue;
            }

            var slow = RobustStatistics.Median(before) * (1 + Share);
            var dropped = laps.Skip(i + 1).Take(Ahead).Where(Counts).All(l => l.LapSeconds > slow);
            _laps.Add((Math.Max(0, (laps[i].TyreAgeLaps!.Value / usualLife) - 1), dropped));
        }
    }

    private static bool Counts(Archive.RecordedLap lap) => lap.Racing && lap.Lap >= FirstLap;
}
