namespace DualTwin.Twins.Stops;

/// <summary>
/// Log-odds that a car stops for tyres at the end of a lap: a logistic regression on 136,489 laps of 125 races. Each feature, the fit and
/// its figures: docs/models/twins.md. The coefficients of tyre age are not negative, so that older tyres never make a stop less likely.
/// </summary>
internal static class StopLogit
{
    private const double Intercept = -3.797;
    private const double Young = 1.341;
    private const double AgeAtFlag = 0.397;
    private const double NearFlag = -3.398;
    private const double NearFlagLaps = 5;
    private const double MustStop = 0.378;
    private const double MustStopNearFlag = 1.364;
    private const double MustStopNearFlagLaps = 10;
    private const double WetTyres = 0.218;
    private const double WrongTyres = 3.067;

    // Beyond three standard deviations the data are too thin to tell a trend.
    private const double Limit = 3;

    /// <summary>Log-odds under green.</summary>
    /// <param name="ageLaps">Laps on the set at the end of the lap.</param>
    /// <param name="lapsAfter">Laps from then to the flag, 1 or more.</param>
    /// <param name="set">The set and the rules that bear on it.</param>
    public static double Green(double ageLaps, double lapsAfter, in StopSituation set)
    {
        var young = Math.Clamp((ageLaps - set.LifeLaps) / set.LifeSpreadLaps, -Limit, 0);
        var atFlag = Math.Clamp((ageLaps + lapsAfter - set.LifeLaps) / set.LifeSpreadLaps, -Limit, Limit);
        var logit = Intercept + (Young * young) + (AgeAtFlag * atFlag) + (NearFlag * Math.Exp(-lapsAfter / NearFlagLaps));
        logit += set.MustStop ? MustStop + (MustStopNearFlag * Math.Exp(-lapsAfter / MustStopNearFlagLaps)) : 0;
        return logit + (set.WetTyres ? WetTyres : 0) + (set.WrongTyres ? WrongTyres : 0);
    }
}
