using System.Collections.Immutable;

namespace DualTwin.Strategy.Planning;

/// <summary>What would become of a race if something were different: an estimate.</summary>
/// <param name="Races">Races simulated, with and without the change.</param>
/// <param name="LeaderLaps">Laps that the leader had completed.</param>
/// <param name="Cars">The cars, in the belief's order.</param>
public sealed record WhatIfAnswer(int Races, int LeaderLaps, ImmutableArray<CarChange> Cars);
