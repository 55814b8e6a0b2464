using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Field;

namespace DualTwin.Twins;

/// <summary>
/// The twins of all cars after some frames: what they believe, and what they remember to go on from. Immutable and shared in
/// structure with the states before and after it, so that keeping one is a checkpoint.
/// </summary>
/// <remarks>
/// Twins learn at the line, at stops and from what happens to the race. In the many frames between, only places, fuel and wear move on:
/// those are read from the session state by the first who asks for the belief, and cost nothing where nobody does.
/// </remarks>
public sealed class TwinsState
{
    /// <summary>The twins before the first frame.</summary>
    public static readonly TwinsState Empty = new(SessionState.Empty, TwinEvidence.None);

    private readonly SessionState _state;
    private RaceBelief? _belief;

    internal TwinsState(SessionState state, TwinEvidence evidence)
    {
        _state = state;
        Learnt = evidence;
    }

    /// <summary>What the twins believe of the race and of each car.</summary>
    public RaceBelief Belief => _belief ??= Learnt.Context is null ? RaceBelief.Empty : BeliefWriter.Write(_state, Learnt);

    /// <summary>Whether and how the race is neutralised.</summary>
    public Neutralisation Neutralisation => Learnt.Context?.Neutralisation ?? Neutralisation.None;

    /// <summary>The same object as long as nothing has happened that twins learn from: no lap, stop, neutralisation, retirement or correction.</summary>
    public object Evidence => Learnt;

    internal TwinEvidence Learnt { get; }

    internal ImmutableArray<CarTwin> Cars => Learnt.Cars;
}
