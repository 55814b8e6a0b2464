using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using static DualTwin.Backtest.Fitting.Digits;

namespace DualTwin.Backtest.Fitting;

/// <summary>Compounds over all races: slope over age, pace against medium, length of stints.</summary>
internal sealed class CompoundFigures
{
    private static readonly TyreCompound[] Slicks = [TyreCompound.Soft, TyreCompound.Medium, TyreCompound.Hard];

    // Before this season the front of the grid had to start on the set of its second qualifying part.
    private const int FreeStartSince = 2022;

    private readonly IReadOnlyList<FittedRace> _races;
    private readonly Dictionary<TyreCompound, PartialPooling> _slopes = [];
    private readonly Dictionary<TyreCompound, PartialPooling> _offsets = [];

    public CompoundFigures(IReadOnlyList<FittedRace> races)
    {
        _races = races;
        Stints = new StintFit(races);
        foreach (var compound in Slicks)
        {
            _slopes[compound] = Pool(r => r.Pace!.Slope(compound));
            if (compound != TyreCompound.Medium)
            {
                _offsets[compound] = Pool(r => r.Pace!.Offset(compound));
            }
        }
    }

    public StintFit Stints { get; }

    public IReadOnlyList<CompoundProfile> Of(string circuit, int laps, double reference, double intermediateFactor) =>
        [.. Enum.GetValues<TyreCompound>().Select(c => Of(c, circuit, laps, reference, intermediateFactor))];

    /// <summary>Share of the cars that start on each slick, softest first, in dry races.</summary>
    public double[] StartShares()
    {
        var starts = _races.Where(r => r.Dry && r.Race.Season >= FreeStartSince)
            .SelectMany(r => r.Race.Cars).Select(c => c.Lap(1)?.Compound).OfType<TyreCompound>().ToArray();
        return [.. Slicks.Select(c => (double)starts.Count(s => s == c) / starts.Length)];
    }

    private CompoundProfile Of(TyreCompound compound, string circuit, int laps, double reference, double intermediateFactor)
    {
        // Too few races ran on full wets for figures of their own: they take those of the intermediate.
        var life = (Stints.Lives.GetValueOrDefault(compound) ?? Stints.Lives[TyreCompound.Intermediate]).Of(circuit);
        return new CompoundProfile
        {
            Compound = compound,
            PaceOffsetSeconds = Round(OffsetShare(compound, circuit, intermediateFactor) * reference),
            DegradationSecondsPerLap = Round(Scaled(Slope(compound, circuit), reference)),
            LifeLaps = Round(Scaled(life, laps)),
            PlannedLaps = Stints.Planned.GetValueOrDefault(compound) is { } planned ? Round(Scaled(planned.Of(circuit), laps)) : null,
        };
    }

    private double OffsetShare(TyreCompound compound, string circuit, double intermediateFactor) => compound switch
    {
        TyreCompound.Medium => 0,
        TyreCompound.Intermediate or TyreCompound.Wet => intermediateFactor - 1,
        _ => _offsets[compound].Of(circuit).Mean,
    };

    // A wet track dries or gets wetter faster than its tyres wear, so that their slope cannot be told: the medium's stands in.
    private Estimate Slope(TyreCompound compound, string circuit) =>
        _slopes.GetValueOrDefault(compound, _slopes[TyreCompound.Medium]).Of(circuit);

    private PartialPooling Pool(Func<FittedRace, double?> figure) => new(_races
        .Where(r => r.Pace is not null && figure(r) is not null)
        .Select(r => (r.Circuit, figure(r)!.Value / r.MedianLapSeconds)));

    private static Estimate Scaled(Estimate share, double unit) => new(share.Mean * unit, share.StandardDeviation * unit);
}
