using MathNet.Numerics.LinearAlgebra;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Linear regression with an intercept of its own for each group, robust against wild values (Huber's weights, iterated).
/// </summary>
internal sealed class GroupedRegression
{
    // Huber's constant: 95 % efficiency under a normal distribution.
    private const double HuberDeviations = 1.345;
    private const int Iterations = 12;

    // Keeps columns without any variation (a compound that nobody used) solvable, with a coefficient of zero.
    private const double Ridge = 1e-6;

    private GroupedRegression(double[] coefficients, double[] intercepts, double[] residuals)
    {
        Coefficients = coefficients;
        Intercepts = intercepts;
        Residuals = residuals;
        Scale = RobustStatistics.Deviation(residuals);
    }

    public double[] Coefficients { get; }

    public double[] Intercepts { get; }

    public double[] Residuals { get; }

    /// <summary>Robust standard deviation of the residuals.</summary>
    public double Scale { get; }

    /// <param name="groups">Zero-based group of each row.</param>
    /// <param name="rows">Covariates of each row.</param>
    /// <param name="values">Dependent value of each row.</param>
    public static GroupedRegression Fit(int[] groups, double[][] rows, double[] values)
    {
        var weights = Enumerable.Repeat(1.0, values.Length).ToArray();
        GroupedRegression fit = Solve(groups, rows, values, weights);
        for (var i = 0; i < Iterations && fit.Scale > 0; i++)
        {
            for (var n = 0; n < weights.Length; n++)
            {
                weights[n] = Math.Min(1, HuberDeviations * fit.Scale / Math.Max(Math.Abs(fit.Residuals[n]), 1e-12));
            }

            fit = Solve(groups, rows, values, weights);
        }

        return fit;
    }

    private static GroupedRegression Solve(int[] groups, double[][] rows, double[] values, double[] weights)
    {
        var width = rows[0].Length;
        var (means, valueMeans) = Means(groups, rows, values, weights, width);
        var normal = Matrix<double>.Build.Dense(width, width);
        var right = Vector<double>.Build.Dense(width);
        var centred = new double[width];
        for (var n = 0; n < values.Length; n++)
        {
            var mean = means[groups[n]];
            var value = values[n] - valueMeans[groups[n]];
            for (var i = 0; i < width; i++)
            {
                centred[i] = rows[n][i] - mean[i];
            }

            for (var i = 0; i < width; i++)
            {
                right[i] += weights[n] * centred[i] * value;
                for (var j = 0; j < width; j++)
                {
                    normal[i, j] += weights[n] * centred[i] * centred[j];
                }
            }
        }

        for (var i = 0; i < width; i++)
        {
            normal[i, i] += Ridge;
        }

        return Describe(normal.Solve(right).ToArray(), groups, rows, values, means, valueMeans);
    }

    private static (double[][] Means, double[] ValueMeans) Means(int[] groups, double[][] rows, double[] values, double[] weights, int width)
    {
        var count = groups.Max() + 1;
        var means = Enumerable.Range(0, count).Select(_ => new double[width]).ToArray();
        var valueMeans = new double[count];
        var totals = new double[count];
        for (var n = 0; n < values.Length; n++)
        {
            var group = groups[n];
            totals[group] += weights[n];
            valueMeans[group] += weights[n] * values[n];
            for (var i = 0; i < width; i++)
            {
                means[group][i] += weights[n] * rows[n][i];
            }
        }

        for (var group = 0; group < count; group++)
        {
            valueMeans[group] /= totals[group];
            for (var i = 0; i < width; i++)
            {
                means[group][i] /= totals[group];
            }
        }

        return (means, valueMeans);
    }

    private static GroupedRegression Describe(
        double[] coefficients, int[] groups, double[][] rows, double[] values, double[][] means, double[] valueMeans)
    {
        var intercepts = valueMeans.Select((v, group) => v - Dot(coefficients, means[group])).ToArray();
        var residuals = values.Select((v, n) => v - intercepts[groups[n]] - Dot(coefficients, rows[n])).ToArray();
        return new GroupedRegression(coefficients, intercepts, residuals);
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
