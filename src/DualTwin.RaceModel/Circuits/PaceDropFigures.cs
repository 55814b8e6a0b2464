namespace DualTwin.RaceModel.Circuits;

/// <summary>
/// How often a car's pace falls off for good: from one lap to the next all laps are more than 1.2 % slower than the median of the five
/// before, until the set is changed. Fitted; on sets within their usual life it is damage and trouble as much as tyres.
/// </summary>
public sealed record PaceDropFigures
{
    /// <summary>Probability per racing lap on a set within its usual life.</summary>
    public required double PerLap { get; init; }

    /// <summary>Growth of its logarithm per usual life beyond the first.</summary>
    public required double RisePerLife { get; init; }

    /// <summary>Probability of a drop within the coming racing laps, 0…1.</summary>
    /// <param name="ageLaps">Laps on the set now, 0 or more.</param>
    /// <param name="laps">Laps to look ahead, 0 or more.</param>
    /// <param name="usualLifeLaps">Usual length of a stint on the compound, laps, above 0.</param>
    public double Within(double ageLaps, int laps, double usualLifeLaps)
    {
        var hazard = 0.0;
        for (var lap = 0; lap < laps; lap++)
        {
            hazard += PerLap * Math.Exp(RisePerLife * Math.Max(0, ((ageLaps + lap) / usualLifeLaps) - 1));
        }

        return 1 - Math.Exp(-hazard);
    }
}
