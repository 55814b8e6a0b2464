using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>Cost of stops over all races.</summary>
internal sealed class StopFigures
{
    private const int FewestStops = 3;

    // Longer than this is trouble at the stop; it stays in the distribution, but not in the cost of an ordinary stop.
    private const double OrdinaryStandstillSeconds = 6;

    private readonly PartialPooling _safetyCar;
    private readonly PartialPooling _virtualSafetyCar;

    public StopFigures(IReadOnlyList<FittedRace> races)
    {
        var fits = races.Select(r => (r.Circuit, Fit: new PitStopFit(r))).ToArray();
        Green = Pool(fits.Select(f => (f.Circuit, (IReadOnlyList<double>)[.. f.Fit.Green.Select(s => s.Loss)])));
        _safetyCar = Pool(fits.Select(f => (f.Circuit, Shares(f.Circuit, f.Fit.SafetyCar))));
        _virtualSafetyCar = Pool(fits.Select(f => (f.Circuit, Shares(f.Circuit, f.Fit.VirtualSafetyCar))));
        Lane = Pool(fits.Select(f => (f.Circuit, (IReadOnlyList<double>)f.Fit.Lane)));
        InLapShare = RobustStatistics.Median(fits.SelectMany(f => f.Fit.Green).Select(s => s.InLap / s.Loss));
        Scatter = RobustStatistics.Median(fits.Select(f => ScatterOf(f.Fit)).Where(s => double.IsFinite(s)));
        var standstills = races.SelectMany(r => r.Race.Stops).Select(s => s.StationarySeconds).OfType<double>().ToArray();
        StandstillMinimum = RobustStatistics.Quantile(standstills, 0.01);
        var excess = standstills.Where(s => s > StandstillMinimum).Select(s => s - StandstillMinimum).ToArray();
        StandstillMedianExcess = RobustStatistics.Median(excess);
        StandstillLogDeviation = RobustStatistics.Deviation([.. excess.Select(e => Math.Log(e))]);
    }

    public PartialPooling Green { get; }

    public PartialPooling Lane { get; }

    /// <summary>Cost under the safety car, s: pooled as a share of the circuit's cost under green.</summary>
    public Estimate SafetyCar(string circuit) => Scaled(_safetyCar.Of(circuit), Green.Of(circuit).Mean);

    /// <summary>Cost under a virtual safety car, s: pooled likewise.</summary>
    public Estimate VirtualSafetyCar(string circuit) => Scaled(_virtualSafetyCar.Of(circuit), Green.Of(circuit).Mean);

    public double InLapShare { get; }

    public double Scatter { get; }

    public double StandstillMinimum { get; }

    public double StandstillMedianExcess { get; }

    public double StandstillLogDeviation { get; }

    private IReadOnlyList<double> Shares(string circuit, IReadOnlyList<double> losses) => [.. losses.Select(l => l / Green.Of(circuit).Mean)];

    private static Estimate Scaled(Estimate share, double unit) => new(share.Mean * unit, share.StandardDeviation * unit);

    private static PartialPooling Pool(IEnumerable<(string Circuit, IReadOnlyList<double> Losses)> races) =>
        new(races.Where(r => r.Losses.Count >= FewestStops).Select(r => (r.Circuit, RobustStatistics.Median(r.Losses))));

    private static double ScatterOf(PitStopFit fit)
    {
        var rest = fit.Green.Where(s => s.Standstill < OrdinaryStandstillSeconds).Select(s => s.Loss - s.Standstill!.Value).ToArray();
        return rest.Length >= FewestStops ? RobustStatistics.Deviation(rest) : double.NaN;
    }
}
