using System.Buffers;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Session;

/// <summary>Writes the documents of a view: what was measured, and beside it, marked, what the twins estimate.</summary>
internal static class ViewWriter
{
    public static ReadOnlyMemory<byte>? Write(View view, ViewDocument document, SchemaVersion version) => document switch
    {
        ViewDocument.Telemetry => WriteTelemetry(view, version),
        ViewDocument.Environment => DocumentBuffer.Write(view, static (writer, v) => EnvironmentWriter.Write(writer, v)),
        ViewDocument.CarTwin => view.OurCarId is { } ours ? WriteCarTwin(view, ours, version) : null,
        ViewDocument.FieldTwin => DocumentBuffer.Write(
            (view, version), static (writer, argument) => FieldTwinWriter.Write(writer, argument.view, argument.version)),
        _ => throw new ArgumentOutOfRangeException(nameof(document), document, "A view has no such document."),
    };

    public static ReadOnlyMemory<byte>? WriteCarTwin(View view, string carId, SchemaVersion version) => DocumentBuffer.Write(
        (view, carId, version), static (writer, argument) => CarTwinWriter.Write(writer, argument.view, argument.carId, argument.version));

    private static ReadOnlyMemory<byte>? WriteTelemetry(View view, SchemaVersion version) => DocumentBuffer.Write(
        (view, version),
        static (writer, argument) =>
        {
            var state = argument.view.State;
            if (state.MeasuredAt is null)
            {
                return false;
            }

            var beliefs = argument.view.Belief.Cars;
            var estimates = ArrayPool<CarEstimates>.Shared.Rent(state.Cars.Length);
            for (var i = 0; i < state.Cars.Length; i++)
            {
                estimates[i] = i < beliefs.Length ? Estimates(beliefs[i]) : default;
            }

            SnapshotWriter.Write(writer, state, estimates.AsSpan(0, state.Cars.Length), argument.version);
            ArrayPool<CarEstimates>.Shared.Return(estimates);
            return true;
        });

    private static CarEstimates Estimates(CarBelief car) => new(
        car.Fuel is { } fuel ? Math.Clamp(fuel.MassKg.Mean / fuel.CapacityKg, 0, 1) : null,
        car.Tyres.Wear is { } wear ? Math.Clamp(wear.Mean, 0, 1) : null,
        car.Tyres.AgeLaps);
}
