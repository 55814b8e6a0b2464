using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Sampling;

/// <summary>A tyre stop in a sampled race.</summary>
/// <param name="LossSeconds">What it costs in all against staying out, s.</param>
/// <param name="StandstillSeconds">Time at a standstill, s.</param>
/// <param name="LaneSeconds">Time between the pit lane's entry and exit lines, standstill included, s.</param>
/// <param name="Compound">The compound fitted.</param>
public sealed record PitStop(double LossSeconds, double StandstillSeconds, double LaneSeconds, TyreCompound Compound);
