namespace DualTwin.Strategy.Threats;

/// <summary>From probabilities to words.</summary>
internal static class ThreatScale
{
    /// <summary>Φ(−1): an event one standard deviation away. Less is not worth a warning or an opening.</summary>
    public const double OneSigma = 0.15865525393145707;

    private const double Even = 0.5;

    /// <summary>The level of a threat with the given probabilities before the flag and within five laps.</summary>
    public static ThreatLevel Level(double beforeFlag, double withinFiveLaps)
    {
        if (beforeFlag >= 1 - OneSigma || withinFiveLaps >= Even)
        {
            return ThreatLevel.Critical;
        }

        if (beforeFlag >= Even)
        {
            return ThreatLevel.High;
        }

        return beforeFlag >= OneSigma ? ThreatLevel.Medium : ThreatLevel.Low;
    }
}
