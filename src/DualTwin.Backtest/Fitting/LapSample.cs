using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Fitting;

/// <summary>A pair of neighbouring racing laps of a car.</summary>
/// <param name="Race">The race.</param>
/// <param name="Covariates">What was known when the first ended, as the twins see it.</param>
/// <param name="Step">The second less the first's reference, s per 90 s of that.</param>
/// <param name="Scale">The reference in units of 90 s.</param>
internal sealed record LapSample(RecordedRace Race, float[] Covariates, double Step, double Scale);
