using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Plans;
using DualTwin.Strategy.Stops;
using DualTwin.Telemetry;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Json.Systems;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Session;

/// <summary>Writes the car twin of one car.</summary>
internal static class CarTwinWriter
{
    // Bounds of the public schema: a set that wears faster than this is told as this in the contract's field, in full among the estimates.
    private const double MaxDegradationRate = 0.1;

    public static bool Write(Utf8JsonWriter writer, View view, string carId, SchemaVersion version)
    {
        var index = IndexOf(view.State, carId);
        if (index < 0 || index >= view.Belief.Cars.Length || view.State.MeasuredAt is not { } measuredAt)
        {
            return false;
        }

        var (car, belief) = (view.State.Cars[index], view.Belief.Cars[index]);
        var plan = PitWindowPlanner.Plan(view.Belief, belief);
        writer.WriteStartObject();
        if (version >= SchemaVersion.Version110)
        {
            writer.WriteString(TwinNames.SchemaVersion, version.Name());
        }

        writer.WriteString(TwinNames.CarId, car.CarId);
        writer.WriteString(TwinNames.Timestamp, measuredAt.UtcDateTime);
        WriteCurrentState(writer, car, belief);
        WritePredictions(writer, belief, plan);
        WriteStrategyMetrics(writer, plan);
        if (version >= SchemaVersion.Version110)
        {
            WriteMore(writer, view, car, belief, plan);
        }

        writer.WriteEndObject();
        return true;
    }

    private static void WriteCurrentState(Utf8JsonWriter writer, CarState car, CarBelief belief)
    {
        writer.WriteStartObject(TwinNames.CurrentState);
        FixedDecimal.Write(writer, TwinNames.Speed, car.Motion.SpeedKph, 1);
        if (car.Tyres.TemperatureCelsius is { } temperature)
        {
            writer.WriteStartArray(TwinNames.TireTemp);
            FixedDecimal.WriteValue(writer, temperature.FrontLeft, 1);
            FixedDecimal.WriteValue(writer, temperature.FrontRight, 1);
            FixedDecimal.WriteValue(writer, temperature.RearLeft, 1);
            FixedDecimal.WriteValue(writer, temperature.RearRight, 1);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteNull(TwinNames.TireTemp);
        }

        FixedDecimal.Write(writer, TwinNames.TireWear, car.Tyres.Wear ?? ShareOf(belief.Tyres.Wear?.Mean), 4);
        FixedDecimal.Write(writer, TwinNames.FuelLevel, car.Energy.FuelLevel ?? ShareOf(belief.Fuel?.MassKg.Mean / belief.Fuel?.CapacityKg), 4);
        FixedDecimal.WriteSeconds(writer, TwinNames.LapTime, car.Timing.LastLapTime);
        writer.WriteEndObject();
    }

    private static void WritePredictions(Utf8JsonWriter writer, CarBelief belief, PitPlan plan)
    {
        writer.WriteStartObject(TwinNames.Predictions);
        var rate = belief.Tyres.WearPerLap is { } wear ? Math.Clamp(wear.Mean, 0, MaxDegradationRate) : (double?)null;
        FixedDecimal.Write(writer, TwinNames.TireDegradationRate, rate, 4);
        FixedDecimal.Write(writer, TwinNames.FuelConsumptionRate, belief.Fuel?.BurnKgPerLap.Mean, 3);
        OptionalJson.Write(writer, TwinNames.PredictedPitLap, plan.PredictedLap);
        FixedDecimal.Write(writer, TwinNames.PerformanceDelta, belief.PaceDeltaSeconds?.Mean, 3);
        writer.WriteEndObject();
    }

    private static void WriteStrategyMetrics(Utf8JsonWriter writer, PitPlan plan)
    {
        writer.WriteStartObject(TwinNames.StrategyMetrics);
        if (plan is { WindowFirstLap: { } first, WindowLastLap: { } last })
        {
            writer.WriteStartArray(TwinNames.OptimalPitWindow);
            writer.WriteNumberValue(first);
            writer.WriteNumberValue(last);
            writer.WriteEndArray();
        }
        else
        {
            writer.WriteNull(TwinNames.OptimalPitWindow);
        }

        FixedDecimal.Write(writer, TwinNames.TireLifeRemaining, plan.TyreLifeRemainingLaps?.Mean, 1);
        FixedDecimal.Write(writer, TwinNames.FuelLapsRemaining, plan.FuelLapsRemaining?.Mean, 1);
        writer.WriteEndObject();
    }

    private static void WriteMore(Utf8JsonWriter writer, View view, CarState car, CarBelief belief, PitPlan plan)
    {
        writer.WriteString(TwinNames.Driver, car.Identity.Driver);
        writer.WriteString(TwinNames.Team, car.Identity.Team);
        OptionalJson.Write(writer, TwinNames.Position, car.Timing.Position);
        OptionalJson.Write(writer, TwinNames.Lap, car.CurrentLap);
        writer.WriteString(TwinNames.Status, SchemaNames.Of(car.Status));
        writer.WriteString(TwinNames.Compound, SchemaNames.Of(car.Tyres.Compound));
        OptionalJson.Write(writer, TwinNames.TireAge, car.Tyres.Age);
        writer.WriteNumber(TwinNames.StopsMade, car.StopCount);
        OptionalJson.Write(writer, TwinNames.Simulated, view.State.Source?.Simulated);
        OptionalJson.Write(writer, TwinNames.BestPitLap, plan.BestLap);
        WriteEstimates(writer, view.Belief, belief, plan);
        WriteMeasured(writer, car);
        EquipmentJson.Write(writer, car.Systems);
        HazardJson.Write(writer, TwinNames.PitProbabilities, belief);
        StopsJson.Write(writer, NextStop.Of(view.Belief, belief));
        StopsJson.Write(writer, PossibleStrategy.Of(view.Belief, belief));
        StopsJson.Write(writer, RejoinForecaster.Forecast(view.Belief, belief));
        NextLapsJson.Write(writer, belief);
    }

    private static void WriteEstimates(Utf8JsonWriter writer, RaceBelief race, CarBelief belief, PitPlan plan)
    {
        writer.WriteStartObject(TwinNames.Estimates);
        EstimateJson.Write(writer, TwinNames.TireWear, belief.Tyres.Wear, 4, min: 0, max: 1);
        EstimateJson.Write(writer, TwinNames.TireDegradationRate, belief.Tyres.WearPerLap, 4, min: 0, max: 1);
        EstimateJson.Write(writer, TwinNames.TireSlope, belief.Tyres.DegradationSecondsPerLap, 4);
        EstimateJson.Write(writer, TwinNames.TireLifeRemaining, plan.TyreLifeRemainingLaps, 1, min: 0);
        EstimateJson.Write(writer, TwinNames.FuelMass, belief.Fuel?.MassKg, 2, min: 0);
        EstimateJson.Write(writer, TwinNames.FuelConsumptionRate, belief.Fuel?.BurnKgPerLap, 3, min: 0);
        EstimateJson.Write(writer, TwinNames.FuelLapsRemaining, plan.FuelLapsRemaining, 1, min: 0);
        EstimateJson.Write(writer, TwinNames.FuelTarget, belief.Fuel?.TargetKgPerLap, 3, min: 0);
        EstimateJson.Write(writer, TwinNames.FuelSavingNeeded, belief.Fuel?.SavingKgPerLap, 3);
        EstimateJson.Write(writer, TwinNames.CleanAirPace, belief.CleanAirPaceSeconds, 3);
        EstimateJson.Write(writer, TwinNames.PerformanceDelta, belief.PaceDeltaSeconds, 3);
        EstimateJson.Write(writer, TwinNames.NextLapTime, belief.NextLapSeconds, 3);
        EstimateJson.Write(writer, TwinNames.PitLoss, race.PitLossSeconds, 2, min: 0);
        FixedDecimal.Write(writer, TwinNames.LapNoise, belief.LapNoiseSeconds, 3);
        FixedDecimal.Write(writer, TwinNames.PaceDropProbability, belief.Tyres.PaceDropProbability, 4);
        writer.WriteEndObject();
    }

    private static void WriteMeasured(Utf8JsonWriter writer, CarState car)
    {
        writer.WriteStartObject(TwinNames.Measured);
        writer.WriteBoolean(TwinNames.TireWear, car.Tyres.Wear is not null);
        writer.WriteBoolean(TwinNames.FuelLevel, car.Energy.FuelLevel is not null);
        writer.WriteEndObject();
    }

    private static double? ShareOf(double? value) => value is { } v ? Math.Clamp(v, 0, 1) : null;

    private static int IndexOf(SessionState state, string carId)
    {
        for (var i = 0; i < state.Cars.Length; i++)
        {
            if (string.Equals(state.Cars[i].CarId, carId, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
