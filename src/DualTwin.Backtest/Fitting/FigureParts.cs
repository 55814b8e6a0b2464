using DualTwin.Backtest.Circuits;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using static DualTwin.Backtest.Fitting.Digits;

namespace DualTwin.Backtest.Fitting;

/// <summary>All single fits over the races, put together to profiles.</summary>
internal sealed class FigureParts
{
    // Reference laps come from the newest dry races only: layouts and cars change.
    private const int ReferenceRaces = 2;

    // How surely the burn per lap is known before a race: cars start with less than the limit where a safety car or lifting and
    // coasting is counted on.
    private const double FuelBurnDeviation = 0.05;

    private readonly FittedRace[] _races;
    private readonly double _fuelShare;
    private readonly Dictionary<string, double> _references;
    private readonly StopFigures _stops;
    private readonly CompoundFigures _compounds;
    private readonly NeutralisationFit _neutralisations;
    private readonly PassFit _passes;
    private readonly StartFit _starts;
    private readonly WeatherFit _weather;
    private readonly PartialPooling _noise;
    private readonly PartialPooling _firstLap;
    private readonly RatePooling _safetyCars;
    private readonly RatePooling _virtualSafetyCars;
    private readonly RatePooling _retirements;

    public FigureParts(FittedRace[] races, IReadOnlyList<CircuitFact> facts, double fuelShare)
    {
        _races = races;
        _fuelShare = fuelShare;
        _references = facts.Where(f => races.Any(r => r.Circuit == f.Name)).ToDictionary(f => f.Name, f => Reference(f.Name), StringComparer.Ordinal);
        _stops = new StopFigures(races);
        _compounds = new CompoundFigures(races);
        _neutralisations = new NeutralisationFit(races);
        _passes = new PassFit(races);
        _starts = new StartFit(races);
        _weather = new WeatherFit(races, _references);
        _noise = new PartialPooling(races.Where(r => r.Pace is not null).Select(r => (r.Circuit, r.Pace!.ScaleSeconds / r.MedianLapSeconds)));
        _firstLap = new PartialPooling(_starts.LeaderLosses);
        _safetyCars = Rates(r => SlowPeriod.Of(r, l => l.SafetyCar).Count, r => r.Race.LapCount);
        _virtualSafetyCars = Rates(r => SlowPeriod.Of(r, l => l.VirtualSafetyCar && !l.SafetyCar && !l.RedFlag).Count, r => r.Race.LapCount);
        _retirements = Rates(
            r => r.Race.Cars.Count(c => c.Retired && c.Laps.Count > 1), r => r.Race.Cars.Sum(c => Math.Max(0, c.Laps.Count - 1)));
    }

    public CircuitProfile Circuit(CircuitFact fact)
    {
        var laps = _races.Where(r => r.Circuit == fact.Name).Max(r => r.Race.LapCount);
        return Profile(fact.Name, laps, _references[fact.Name]) with
        {
            Aliases = [.. fact.Aliases, .. fact.Events],
            LapLengthMetres = fact.LapLengthMetres,
        };
    }

    public CircuitProfile Generic() => Profile(
        "Generic",
        (int)RobustStatistics.Median(_races.Select(r => (double)r.Race.LapCount)),
        RobustStatistics.Median(_references.Values));

    public FieldFigures Field()
    {
        var pace = new FieldPaceFit(_races);
        var starts = _compounds.StartShares();
        return new FieldFigures
        {
            PaceShareByRank = [.. pace.PaceShareByRank.Select(Round)],
            GridScatterPlaces = Round(pace.GridScatterPlaces),
            GridSlotSeconds = Round(RobustStatistics.Median(_starts.Slots)),
            StartScatterSeconds = Round(RobustStatistics.Median(_starts.Scatters)),
            FollowingLossUnderOneSecond = Round(pace.UnderOneSecond),
            FollowingLossUnderTwoSeconds = Round(pace.UnderTwoSeconds),
            PassOddsPerSecondOfPace = Round(_passes.OddsPerSecondOfPace),
            PassOddsPerSecondOfGap = Round(_passes.OddsPerSecondOfGap),
            PassGapSeconds = PassFit.DuelGapSeconds,
            ClosestGapSeconds = Round(_passes.ClosestGapSeconds),
            HeldUpGapSeconds = Round(_passes.HeldUpGapSeconds),
            StandstillMinimumSeconds = Round(_stops.StandstillMinimum),
            StandstillMedianExcessSeconds = Round(_stops.StandstillMedianExcess),
            StandstillLogDeviation = Round(_stops.StandstillLogDeviation),
            PitLossInLapShare = Round(_stops.InLapShare),
            PitLossScatterSeconds = Round(_stops.Scatter),
            SafetyCarLapFactor = Round(RobustStatistics.Median(_neutralisations.QueueFactors)),
            SafetyCarCatchUpFactor = Round(RobustStatistics.Quantile(_neutralisations.SafetyCarFactors, 0.1)),
            VirtualSafetyCarLapFactor = Round(RobustStatistics.Median(_neutralisations.VirtualFactors)),
            SafetyCarLaps = Laps(_neutralisations.SafetyCars),
            VirtualSafetyCarLaps = Laps(_neutralisations.VirtualSafetyCars),
            SafetyCarGapSeconds = Round(RobustStatistics.Median(_neutralisations.QueueGaps)),
            YellowPerLap = Round((double)_neutralisations.Yellows / _neutralisations.Laps),
            YellowLossSeconds = Round(RobustStatistics.Median(_neutralisations.YellowLosses)),
            NeutralisationWithRetirementShare = Round(_neutralisations.RetirementShare()),
            StopShareSafetyCar = Round(NeutralisationFit.StopShare(_neutralisations.SafetyCars)),
            StopShareVirtualSafetyCar = Round(NeutralisationFit.StopShare(_neutralisations.VirtualSafetyCars)),
            FirstLapRetirementShare = Round(
                (double)_races.Sum(r => r.Race.Cars.Count(c => c.Retired && c.Laps.Count <= 1)) / _races.Sum(r => r.Race.Cars.Count)),
            StartCompoundShares = [.. starts.Select(Round)],
            FinalStintStretch = Round(_compounds.Stints.FinalStretch()),
            PaceDrop = new PaceDropFit(_races, _compounds.Stints).Figures(),
            WetStartShare = Round(_weather.WetStartShare),
            RainPerLap = Round(_weather.RainPerLap),
            DryingPerLap = Round(_weather.DryingPerLap),
            IntermediateLapFactor = Round(_weather.IntermediateLapFactor),
            CrossoverLapFactor = Round(_weather.CrossoverLapFactor),
        };
    }

    private CircuitProfile Profile(string name, int laps, double reference) => new()
    {
        Name = name,
        RaceLaps = laps,
        ReferenceLapSeconds = Round(reference),
        PitLossSeconds = Round(_stops.Green.Of(name)),
        PitLossSafetyCarSeconds = Round(_stops.SafetyCar(name)),
        PitLossVirtualSafetyCarSeconds = Round(_stops.VirtualSafetyCar(name)),
        FuelSecondsPerKg = Round(_fuelShare * reference),
        FuelKgPerLap = Round(new Estimate(FittedRace.RaceFuelKg / laps, FuelBurnDeviation * FittedRace.RaceFuelKg / laps)),
        Compounds = _compounds.Of(name, laps, reference, _weather.IntermediateLapFactor),
        SafetyCarPerLap = Round(_safetyCars.Of(name)),
        VirtualSafetyCarPerLap = Round(_virtualSafetyCars.Of(name)),
        RetirementPerLap = Round(_retirements.Of(name)),
        PassingAdvantageSeconds = Round(_passes.AdvantageAt(name)),
        LapNoiseSeconds = Round(_noise.Of(name).Mean * reference),
        FirstLapLossSeconds = Round(_firstLap.Of(name)),
        PitLaneSeconds = Round(_stops.Lane.Of(name)),
    };

    // The newest dry races of the circuit; where all were wet, the fastest of them is the nearest there is to a dry lap.
    private double Reference(string circuit)
    {
        var races = _races.Where(r => r.Circuit == circuit && double.IsFinite(r.MedianLapSeconds)).ToArray();
        var dry = races.Where(r => r.Dry).OrderByDescending(r => (r.Race.Season, r.Race.Round)).Take(ReferenceRaces).ToArray();
        if (dry.Length > 0)
        {
            return dry.Average(r => r.MedianLapSeconds);
        }

        var wet = _races.Where(r => r.Circuit == circuit).SelectMany(r => r.Race.Cars).SelectMany(c => c.Laps).Where(l => l.Racing).ToArray();
        return RobustStatistics.Quantile(wet.Select(l => l.LapSeconds!.Value), 0.05);
    }

    private RatePooling Rates(Func<FittedRace, double> count, Func<FittedRace, double> exposure) =>
        new(_races.Select(r => (r.Circuit, count(r), exposure(r))));

    private static Estimate Laps(List<(FittedRace Race, SlowPeriod Period)> periods)
    {
        var laps = periods.Select(p => (double)p.Period.Laps).ToArray();
        var mean = laps.Average();
        return Round(new Estimate(mean, Math.Sqrt(laps.Average(l => (l - mean) * (l - mean)))));
    }
}
