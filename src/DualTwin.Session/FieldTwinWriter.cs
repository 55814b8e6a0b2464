using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy;
using DualTwin.Strategy.Openings;
using DualTwin.Telemetry;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Session;

/// <summary>Writes the field twin: every rival, and the openings they leave us.</summary>
internal static class FieldTwinWriter
{
    private static readonly string[] Strategies = ["unknown", "one_stop", "two_stop", "three_stop"];
    private static readonly string[] Levels = ["low", "medium", "high", "critical"];
    private static readonly string[] Kinds = ["pass_on_track", "undercut", "pit_cycle", "catch"];
    private static readonly string[] Openings = ["undercut_window", "overcut_window", "drs_overtake", "pit_window", "safety_car_opportunity"];

    private static readonly string[] Ends = ["target_stops", "target_stays_out", "our_stop", "neutralisation", "green_flag", "weather"];

    public static bool Write(Utf8JsonWriter writer, View view, SchemaVersion version)
    {
        if (view.State.MeasuredAt is not { } measuredAt || view.Belief.Cars.IsEmpty)
        {
            return false;
        }

        var newest = version >= SchemaVersion.Version110;
        var assessment = view.Assessment;
        writer.WriteStartObject();
        if (newest)
        {
            writer.WriteString(TwinNames.SchemaVersion, version.Name());
        }

        writer.WriteString(TwinNames.Timestamp, measuredAt.UtcDateTime);
        if (newest)
        {
            writer.WriteString(TwinNames.OurCarId, assessment.OurCarId);
            OptionalJson.Write(writer, TwinNames.Simulated, view.State.Source?.Simulated);
        }

        writer.WriteStartArray(TwinNames.Competitors);
        foreach (var rival in assessment.Rivals)
        {
            WriteRival(writer, view, rival, newest);
        }

        writer.WriteEndArray();
        WriteOpenings(writer, assessment, newest);
        if (newest)
        {
            AlertsJson.Write(writer, view.Alerts);
        }

        writer.WriteEndObject();
        return true;
    }

    /// <summary>The name of a kind of opening in the public schema.</summary>
    public static string Name(OpeningType type) => Openings[(int)type];

    private static void WriteRival(Utf8JsonWriter writer, View view, RivalAssessment rival, bool newest)
    {
        writer.WriteStartObject();
        writer.WriteString(TwinNames.CarId, rival.CarId);
        writer.WriteString(TwinNames.Team, rival.Team);
        OptionalJson.Write(writer, TwinNames.CurrentPosition, rival.Position);
        FixedDecimal.Write(writer, TwinNames.GapToLeader, rival.GapToLeaderSeconds, 3);
        writer.WriteString(TwinNames.PredictedStrategy, Strategies[Math.Clamp(rival.PredictedStops ?? 0, 0, 3)]);
        FixedDecimal.Write(writer, TwinNames.PitProbability, rival.PitWithinFiveLaps, 4);
        writer.WriteString(TwinNames.ThreatLevel, rival.Threat is { } threat ? Levels[(int)threat] : null);
        WriteBehaviour(writer, rival.Behaviour);
        if (newest)
        {
            WriteMore(writer, view, rival);
        }

        writer.WriteEndObject();
    }

    private static void WriteBehaviour(Utf8JsonWriter writer, BehaviourBelief? behaviour)
    {
        writer.WriteStartObject(TwinNames.BehavioralProfile);
        FixedDecimal.Write(writer, TwinNames.UndercutTendency, behaviour?.UndercutTendency?.Mean, 3);
        FixedDecimal.Write(writer, TwinNames.AggressiveDefense, behaviour?.AggressiveDefence?.Mean, 3);
        FixedDecimal.Write(writer, TwinNames.TireManagement, behaviour?.TyreManagement?.Mean, 3);
        writer.WriteEndObject();
    }

    private static void WriteMore(Utf8JsonWriter writer, View view, RivalAssessment rival)
    {
        var (car, belief) = Find(view, rival.CarId);
        writer.WriteString(TwinNames.Driver, car?.Identity.Driver);
        writer.WriteString(TwinNames.Status, SchemaNames.Of(car?.Status));
        writer.WriteString(TwinNames.Compound, SchemaNames.Of(car?.Tyres.Compound));
        OptionalJson.Write(writer, TwinNames.TireAge, car?.Tyres.Age);
        writer.WriteNumber(TwinNames.StopsMade, car?.StopCount ?? 0);
        OptionalJson.Write(writer, TwinNames.PredictedStops, rival.PredictedStops);
        FixedDecimal.Write(writer, TwinNames.PredictedStopsProbability, rival.PredictedStopsProbability, 4);
        if (belief is null)
        {
            writer.WriteNull(TwinNames.PitProbabilities);
        }
        else
        {
            HazardJson.Write(writer, TwinNames.PitProbabilities, belief);
        }

        StopsJson.Write(writer, rival.NextStop);
        StopsJson.Write(writer, rival.Strategies);
        StopsJson.Write(writer, rival.Rejoin);

        EstimateJson.Write(writer, TwinNames.NextLapTime, belief?.NextLapSeconds, 3);
        EstimateJson.Write(writer, TwinNames.TireWear, belief?.Tyres.Wear, 4, min: 0, max: 1);
        WriteReasons(writer, rival);
    }

    private static void WriteReasons(Utf8JsonWriter writer, RivalAssessment rival)
    {
        writer.WriteStartArray(TwinNames.ThreatReasons);
        foreach (var reason in rival.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString(TwinNames.Kind, Kinds[(int)reason.Kind]);
            FixedDecimal.Write(writer, TwinNames.Probability, reason.Probability, 4);
            FixedDecimal.Write(writer, TwinNames.WithinFiveLaps, reason.WithinFiveLaps, 4);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOpenings(Utf8JsonWriter writer, FieldAssessment assessment, bool newest)
    {
        writer.WriteStartArray(TwinNames.Opportunities);
        foreach (var opening in assessment.Openings)
        {
            writer.WriteStartObject();
            writer.WriteString(TwinNames.Type, Openings[(int)opening.Type]);
            writer.WriteString(TwinNames.TargetCar, opening.TargetCarId);
            FixedDecimal.Write(writer, TwinNames.Probability, opening.Probability, 4);
            writer.WriteNumber(TwinNames.ExecutionLap, opening.ExecutionLap);
            if (newest)
            {
                FixedDecimal.Write(writer, TwinNames.Gain, opening.GainSeconds, 2);
                writer.WriteStartArray(TwinNames.EndedBy);
                foreach (var end in opening.EndedBy)
                {
                    writer.WriteStringValue(Ends[(int)end]);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static (CarState? Car, CarBelief? Belief) Find(View view, string carId)
    {
        for (var i = 0; i < view.Belief.Cars.Length; i++)
        {
            if (string.Equals(view.Belief.Cars[i].CarId, carId, StringComparison.Ordinal))
            {
                return (view.State.Cars[i], view.Belief.Cars[i]);
            }
        }

        return (null, null);
    }
}
