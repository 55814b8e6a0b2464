using DualTwin.Backtest.Archive;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>A car at a line crossing with laps to go, and what became of its next stop.</summary>
/// <param name="Race">The race.</param>
/// <param name="Covariates">What was known then, as the twins see it, of the lap then beginning.</param>
/// <param name="Compound">The set fitted then; null where unknown.</param>
/// <param name="StopAfter">Complete laps driven before the one that ended in the next stop (0: the lap then beginning); null where none came.</param>
/// <param name="LapsSeen">Laps driven after this one; the chance of a stop at the end of later ones stays unknown.</param>
/// <param name="Fitted">The set fitted at that stop; null where there was none or nobody tells.</param>
internal sealed record StopSample(RecordedRace Race, float[] Covariates, TyreCompound? Compound, int? StopAfter, int LapsSeen, TyreCompound? Fitted);
