using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Field;

namespace DualTwin.Twins;

/// <summary>
/// The twins of all cars after some frames: what they believe, and what they remember to go on from. Immutable and shared in
/// structure with the states before and after it, so that keeping one is a checkpoint.
/// </summary>
public sealed class TwinsState
{
    /// <summary>The twins before the first frame.</summary>
    public static readonly TwinsState Empty = new(RaceBelief.Empty, [], null, FieldMemory.Empty);

    internal TwinsState(RaceBelief belief, ImmutableArray<CarTwin> cars, FieldContext? context, FieldMemory memory)
    {
        Belief = belief;
        Cars = cars;
        Context = context;
        Memory = memory;
    }

    /// <summary>What the twins believe of the race and of each car.</summary>
    public RaceBelief Belief { get; }

    internal ImmutableArray<CarTwin> Cars { get; }

    internal FieldContext? Context { get; }

    internal FieldMemory Memory { get; }
}
