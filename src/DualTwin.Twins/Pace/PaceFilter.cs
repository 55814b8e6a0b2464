using DualTwin.RaceModel.Belief;

namespace DualTwin.Twins.Pace;

/// <summary>
/// A robust Kalman filter over one car's laps. Hidden state: base pace b, offset o of the stint's set, slope s per lap of tyre age,
/// and form d, a drift that fades. A lap, after its fuel effect is taken off, is y = b + o + s·age + d + noise.
/// Equations and sources: docs/models/twins.md.
/// </summary>
internal struct PaceFilter
{
    private const int Base = 0;
    private const int Offset = 1;
    private const int Slope = 2;
    private const int Form = 3;

    private StateVector _mean;
    private StateMatrix _covariance;
    private NoiseEstimate _noise;

    /// <summary>Number of laps learned from, outliers included.</summary>
    public int Laps { get; private set; }

    /// <summary>A filter that knows the circuit alone.</summary>
    public static PaceFilter Start(double referenceLapSeconds)
    {
        var filter = new PaceFilter { _covariance = default, _noise = NoiseEstimate.Prior };
        filter._mean[Base] = referenceLapSeconds;
        filter._covariance[Base, Base] = Square(PaceConstants.BasePriorShare * referenceLapSeconds);

        // Form starts where it settles after many laps.
        filter._covariance[Form, Form] = PaceConstants.FormStepShare * NoiseEstimate.Prior.Variance
            / (1 - Square(PaceConstants.FormPersistence));
        return filter;
    }

    /// <summary>A new set of tyres: offset and slope start again from their priors, base and form go on.</summary>
    public void BeginStint(Estimate offsetSeconds, Estimate slopeSecondsPerLap)
    {
        Reset(Offset, offsetSeconds);
        Reset(Slope, slopeSecondsPerLap);
    }

    /// <summary>A lap has gone by: form fades towards zero and takes new variance.</summary>
    public void Advance(bool wet)
    {
        const double Keep = PaceConstants.FormPersistence;
        _mean[Form] *= Keep;
        for (var i = 0; i < StateVector.Length; i++)
        {
            _covariance[Form, i] *= Keep;
            _covariance[i, Form] *= Keep;
        }

        _covariance[Form, Form] += wet ? PaceConstants.WetFormStepVariance : PaceConstants.FormStepShare * _noise.Variance;
    }

    /// <summary>Expected lap at <paramref name="age"/>, fuel effect taken off, without noise.</summary>
    public readonly Estimate Predict(double age)
    {
        var row = Row(age);
        return new Estimate(Dot(row, _mean), Math.Sqrt(Math.Max(0, Quadratic(row))));
    }

    /// <summary>How much slower than the base, which is clean air on a new medium set.</summary>
    public readonly Estimate Delta(double age)
    {
        var row = Row(age);
        row[Base] = 0;
        return new Estimate(Dot(row, _mean), Math.Sqrt(Math.Max(0, Quadratic(row))));
    }

    /// <summary>Expected cost of the set at <paramref name="age"/> against a new medium one, s.</summary>
    public readonly double TyreCost(double age) => _mean[Offset] + (_mean[Slope] * age);

    /// <summary>Standard deviation of a single lap around <see cref="Predict"/>, s.</summary>
    public readonly double LapNoiseSeconds => Math.Sqrt(_noise.Variance);

    /// <summary>Base pace.</summary>
    public readonly Estimate BasePace => Component(Base);

    /// <summary>Slope of the running stint.</summary>
    public readonly Estimate SlopePerLap => Component(Slope);

    /// <summary>Learns from a lap; <paramref name="variancePenalty"/> (1 or more) says how much less it is worth than one in clean air.</summary>
    public void Observe(double age, double seconds, double variancePenalty)
    {
        var row = Row(age);
        var innovation = seconds - Dot(row, _mean);
        var spread = Quadratic(row);
        var noise = _noise.Variance * variancePenalty;

        // Huber: beyond k standard deviations a lap pulls no harder than it would at k.
        var ratio = Math.Abs(innovation) / Math.Sqrt(spread + noise);
        if (ratio > PaceConstants.HuberK)
        {
            noise = (Math.Abs(innovation) * Math.Sqrt(spread + noise) / PaceConstants.HuberK) - spread;
        }

        Update(row, innovation, spread + noise);
        _noise = _noise.After(innovation, spread, variancePenalty);
        Laps++;
    }

    private static double Square(double x) => x * x;

    private static StateVector Row(double age)
    {
        var row = default(StateVector);
        row[Base] = 1;
        row[Offset] = 1;
        row[Slope] = age;
        row[Form] = 1;
        return row;
    }

    private static double Dot(in StateVector a, in StateVector b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]) + (a[3] * b[3]);

    private void Reset(int index, Estimate prior)
    {
        for (var i = 0; i < StateVector.Length; i++)
        {
            _covariance[index, i] = 0;
            _covariance[i, index] = 0;
        }

        _mean[index] = prior.Mean;
        _covariance[index, index] = Square(prior.StandardDeviation);
    }

    private readonly Estimate Component(int index) => new(_mean[index], Math.Sqrt(Math.Max(0, _covariance[index, index])));

    private readonly double Quadratic(in StateVector row)
    {
        var sum = 0.0;
        for (var i = 0; i < StateVector.Length; i++)
        {
            sum += row[i] * ProductRow(i, row);
        }

        return sum;
    }

    private readonly double ProductRow(int i, in StateVector row) =>
        (_covariance[i, 0] * row[0]) + (_covariance[i, 1] * row[1]) + (_covariance[i, 2] * row[2]) + (_covariance[i, 3] * row[3]);

    private void Update(in StateVector row, double innovation, double total)
    {
        var product = default(StateVector);
        for (var i = 0; i < StateVector.Length; i++)
        {
            product[i] = ProductRow(i, row);
        }

        for (var i = 0; i < StateVector.Length; i++)
        {
            var gain = product[i] / total;
            _mean[i] += gain * innovation;
            for (var j = 0; j < StateVector.Length; j++)
            {
                _covariance[i, j] -= gain * product[j];
            }
        }
    }
}
