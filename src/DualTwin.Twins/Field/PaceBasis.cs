using DualTwin.RaceModel.Circuits;

namespace DualTwin.Twins.Field;

/// <summary>What of the context the explanation of laps rests on.</summary>
internal readonly record struct PaceBasis(CircuitProfile? Circuit, bool IsRace, int? TotalLaps)
{
    public static PaceBasis Of(FieldContext context) => new(context.Circuit, context.IsRace, context.TotalLaps);
}
