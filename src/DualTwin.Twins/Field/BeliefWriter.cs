using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Cars;

namespace DualTwin.Twins.Field;

/// <summary>Puts the twins together into what others see.</summary>
internal static class BeliefWriter
{
    /// <summary>The belief about the race of this moment.</summary>
    public static RaceBelief Write(SessionState state, TwinEvidence evidence)
    {
        var (context, memory) = (evidence.Context!, evidence.Memory);
        var race = context.IsRace;
        return new RaceBelief
        {
            CircuitName = state.Session.CircuitName,
            Circuit = context.Circuit,
            IsRace = race,
            Underway = race && context.Underway,
            TotalLaps = context.TotalLaps,
            LeaderLap = Math.Max(0, state.Session.LeaderLap),
            Neutralisation = context.Neutralisation,
            Yellow = state.Track.Status == TrackStatus.Yellow,
            Wet = context.Wet,
            PitLossSeconds = race ? memory.PitLossSeconds : null,
            PitLossSafetyCarSeconds = race ? context.Circuit.PitLossSafetyCarSeconds : null,
            PitLossVirtualSafetyCarSeconds = race ? context.Circuit.PitLossVirtualSafetyCarSeconds : null,
            StopScatterSeconds = race ? PitLossEstimator.StopScatterSeconds : null,
            Cars = Beliefs(state, evidence),
        };
    }

    private static ImmutableArray<CarBelief> Beliefs(SessionState state, TwinEvidence evidence)
    {
        var leader = state.Leader;
        var beliefs = new CarBelief[evidence.Cars.Length];
        for (var i = 0; i < beliefs.Length; i++)
        {
            beliefs[i] = CarEstimator.BeliefNow(evidence.Cars[i], state.Cars[i], state, leader, evidence.Context!, evidence.Memory);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(beliefs);
    }
}
