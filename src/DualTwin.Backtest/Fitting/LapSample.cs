using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Fitting;

/// <summary>A pair of neighbouring racing laps of a car.</summary>
/// <param name="Race">The race.</param>
/// <param name="Covariates">What was known when the first ended, as the twins see it.</param>
/// <param name="Step">The second less the first, s per reference lap.</param>
/// <param name="Scale">Length of the first, in reference laps.</param>
internal sealed record LapSample(RecordedRace Race, float[] Covariates, double Step, double Scale);
