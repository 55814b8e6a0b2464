using DualTwin.Backtest.Archive;
using MathNet.Numerics.LinearAlgebra;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Chance that the car behind is ahead one lap later, from its advantage in clean-air pace and its gap: logistic regression with an
/// intercept for each circuit that is drawn towards the common one.
/// </summary>
internal sealed class PassFit
{
    /// <summary>Gap at which the passing advantage is stated, s: close enough for a move, as cars in a duel cross the line.</summary>
    public const double DuelGapSeconds = 0.6;

    // Beyond this gap a pass within the lap is not a duel that began in it.
    private const double LargestGapSeconds = 1.5;

    // Standard deviation of the circuits' intercepts, log-odds: the prior that draws them to the common one. Odds of passing between
    // the easiest and the hardest circuits differ by about a factor of ten, which four of these standard deviations span.
    private const double CircuitDeviation = 0.6;
    private const int NewtonSteps = 15;

    private readonly Dictionary<string, int> _circuits = new(StringComparer.Ordinal);
    private readonly List<(int Circuit, double Advantage, double Gap, bool Passed)> _pairs = [];
    private readonly List<double> _heldUp = [];
    private readonly double[] _beta;

    public PassFit(IReadOnlyList<FittedRace> races)
    {
        foreach (var race in races.Where(r => r.Pace is not null && r.Dry))
        {
            Collect(race);
        }

        _beta = Newton();
    }

    public double OddsPerSecondOfPace => _beta[1];

    public double OddsPerSecondOfGap => -_beta[2];

    /// <summary>Gap that only one in twenty of the cars in a duel undercuts, s.</summary>
    public double ClosestGapSeconds => RobustStatistics.Quantile(_pairs.Select(p => p.Gap), 0.05);

    /// <summary>Median gap of a faster car after a lap that began as a duel and in which it did not get by, s.</summary>
    public double HeldUpGapSeconds => RobustStatistics.Median(_heldUp);

    /// <summary>Advantage at which a pass within a lap is an even chance, s; for a circuit without data with the common intercept.</summary>
    public double AdvantageAt(string? circuit)
    {
        var own = circuit is not null && _circuits.TryGetValue(circuit, out var index) ? _beta[3 + index] : 0;
        return -(_beta[0] + own + (_beta[2] * DuelGapSeconds)) / _beta[1];
    }

    private void Collect(FittedRace race)
    {
        if (!_circuits.TryGetValue(race.Circuit, out var circuit))
        {
            _circuits[race.Circuit] = circuit = _circuits.Count;
        }

        for (var lap = 3; lap <= race.Race.LapCount; lap++)
        {
            var order = race.Order.At(lap - 1);
            for (var i = 1; i < order.Count; i++)
            {
                var gap = order[i].End - order[i - 1].End;
                if (gap < LargestGapSeconds)
                {
                    AddPair(race, circuit, lap, order[i - 1].Car, order[i].Car, gap);
                }
            }
        }
    }

    private void AddPair(FittedRace race, int circuit, int lap, RecordedCar ahead, RecordedCar behind, double gap)
    {
        if (ahead.Lap(lap) is { Racing: true, EndSeconds: { } aheadEnd } a && behind.Lap(lap) is { Racing: true, EndSeconds: { } behindEnd } b
            && a.LapSeconds < race.SlowestSeconds && b.LapSeconds < race.SlowestSeconds
            && race.Pace!.Expected(ahead, a) is { } aheadPace && race.Pace.Expected(behind, b) is { } behindPace)
        {
            _pairs.Add((circuit, aheadPace - behindPace, gap, behindEnd < aheadEnd));
            if (behindPace < aheadPace && behindEnd > aheadEnd)
            {
                _heldUp.Add(behindEnd - aheadEnd);
            }
        }
    }

    private double[] Newton()
    {
        var width = 3 + _circuits.Count;
        var beta = new double[width];
        for (var step = 0; step < NewtonSteps; step++)
        {
            var gradient = Vector<double>.Build.Dense(width);
            var hessian = Matrix<double>.Build.Dense(width, width);
            foreach (var pair in _pairs)
            {
                Accumulate(pair, beta, gradient, hessian);
            }

            for (var i = 3; i < width; i++)
            {
                gradient[i] -= beta[i] / (CircuitDeviation * CircuitDeviation);
                hessian[i, i] += 1 / (CircuitDeviation * CircuitDeviation);
            }

            var move = hessian.Solve(gradient);
            for (var i = 0; i < width; i++)
            {
                beta[i] += move[i];
            }
        }

        return beta;
    }

    private static void Accumulate(
        (int Circuit, double Advantage, double Gap, bool Passed) pair, double[] beta, Vector<double> gradient, Matrix<double> hessian)
    {
        ReadOnlySpan<(int Column, double Value)> row = [(0, 1), (1, pair.Advantage), (2, pair.Gap), (3 + pair.Circuit, 1)];
        var odds = 0.0;
        foreach (var (column, value) in row)
        {
            odds += beta[column] * value;
        }

        var chance = 1 / (1 + Math.Exp(-odds));
        foreach (var (i, x) in row)
        {
            gradient[i] += x * ((pair.Passed ? 1 : 0) - chance);
            foreach (var (j, y) in row)
            {
                hessian[i, j] += x * y * chance * (1 - chance);
            }
        }
    }
}
