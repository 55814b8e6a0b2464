using System.Collections.Immutable;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Field;

namespace DualTwin.Twins;

/// <summary>What the twins have learnt up to the newest frame in which something happened.</summary>
/// <param name="Cars">The twins of the cars, in the session state's order.</param>
/// <param name="Context">What all cars share; null before the first frame.</param>
/// <param name="Memory">What is remembered of the field.</param>
internal sealed record TwinEvidence(ImmutableArray<CarTwin> Cars, FieldContext? Context, FieldMemory Memory)
{
    /// <summary>Nothing learnt yet.</summary>
    public static readonly TwinEvidence None = new([], null, FieldMemory.Empty);
}
