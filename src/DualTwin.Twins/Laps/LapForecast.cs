namespace DualTwin.Twins.Laps;

/// <summary>A car's next racing lap as seen from the line.</summary>
/// <param name="Covariates">What it was predicted from.</param>
/// <param name="Median">Median, s.</param>
/// <param name="P10">10th percentile, s.</param>
/// <param name="P90">90th percentile, s.</param>
/// <param name="Traffic">What of the median is due to cars near it on the road, s.</param>
/// <param name="Track">How much slower the field's newest laps are than its cars' levels, s.</param>
internal sealed record LapForecast(LapCovariates Covariates, double Median, double P10, double P90, double Traffic, double Track)
{
    /// <summary>Forecasts the next lap of the car at <paramref name="index"/>; null where its newest lap tells nothing of it.</summary>
    public static LapForecast? Of(Cars.CarTwin[] cars, int index, int? totalLaps, RaceModel.Laps.NextLapModel? model)
    {
        if (LapCovariateReader.Read(cars, index, totalLaps) is not { } covariates)
        {
            return null;
        }

        var seconds = cars[index].Own.Reference;
        var track = covariates[LapCovariates.Field] * seconds / RaceModel.Laps.NextLapFigures.ReferenceSeconds;
        if (model is null)
        {
            return new LapForecast(covariates, double.NaN, double.NaN, double.NaN, double.NaN, track);
        }

        var (median, low, high) = model.Predict(covariates, seconds);
        var alone = covariates;
        LapCovariateReader.ClearRoad(ref alone);
        return new LapForecast(covariates, median, low, high, median - model.Median(alone, seconds), track);
    }
}
