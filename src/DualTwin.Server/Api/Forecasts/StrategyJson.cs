using System.Collections.Immutable;
using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Server.Forecasting;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;

namespace DualTwin.Server.Api.Forecasts;

/// <summary>Writes a strategy as the API shows it.</summary>
internal static class StrategyJson
{
    private const int ShareDigits = 3;
    private const int PlaceDigits = 2;
    private const int SecondsDigits = 1;

    private static readonly string[] PlanNames = ["A", "B", "C"];

    /// <summary>Writes the property <c>strategy</c>; null where there is none.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="stamped">The strategy.</param>
    /// <param name="current">Whether it is of the state that is shown now.</param>
    public static void Write(Utf8JsonWriter writer, StampedStrategy? stamped, bool current)
    {
        if (stamped?.Strategy is not { } strategy)
        {
            writer.WriteNull("strategy");
            return;
        }

        writer.WriteStartObject("strategy");
        writer.WriteNumber("view_id", stamped.Of.Id);
        writer.WriteBoolean("current", current);
        writer.WriteBoolean("estimate", true);
        writer.WriteBoolean("simulated", stamped.Of.View.StandingIn || stamped.Of.View.State.Source?.Simulated == true);
        writer.WriteString("car_id", strategy.CarId);
        writer.WriteNumber("lap", strategy.Lap);
        writer.WriteNumber("total_laps", strategy.TotalLaps);
        writer.WriteBoolean("plan_kept", strategy.Kept);
        WriteArray(writer, "recommendations", strategy.Recommendations, Write);
        writer.WriteStartArray("plans");
        for (var i = 0; i < strategy.Plans.Length; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", PlanNames[i]);
            WriteOutcome(writer, strategy.Plans[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteArray(writer, "options", strategy.Calls, Write);
        WriteArray(writer, "stop_duels", strategy.Duels, Write);
        writer.WriteEndObject();
    }

    /// <summary>Writes the stops of a plan as the property <c>stops</c>.</summary>
    public static void WriteStops(Utf8JsonWriter writer, StopPlan plan)
    {
        writer.WriteStartArray("stops");
        foreach (var stop in plan.Stops)
        {
            writer.WriteStartObject();
            writer.WriteNumber("lap", stop.Lap);
            writer.WriteString("compound", Name(stop.Compound));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes where a stop lets a car out as the property <c>rejoin</c>; null where it is not known.</summary>
    public static void WriteRejoin(Utf8JsonWriter writer, RejoinOutlook? rejoin)
    {
        if (rejoin is null)
        {
            writer.WriteNull("rejoin");
            return;
        }

        writer.WriteStartObject("rejoin");
        writer.WriteNumber("position", Math.Round(rejoin.Mean, PlaceDigits));
        writer.WriteNumber("position_p10", rejoin.P10);
        writer.WriteNumber("position_p90", rejoin.P90);
        WriteNeighbour(writer, "ahead", rejoin.Ahead);
        WriteNeighbour(writer, "behind", rejoin.Behind);
        writer.WriteNumber("traffic_probability", Math.Round(rejoin.Traffic, ShareDigits));
        writer.WriteEndObject();
    }

    /// <summary>Writes a mean with its 80 % interval; null where it is not known.</summary>
    public static void WriteEstimate(Utf8JsonWriter writer, string name, Estimate? estimate)
    {
        if (estimate is not { } e)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("mean", Math.Round(e.Mean, PlaceDigits));
        writer.WriteNumber("p10", Math.Round(e.P10, PlaceDigits));
        writer.WriteNumber("p90", Math.Round(e.P90, PlaceDigits));
        writer.WriteEndObject();
    }

    private static string Name(TyreCompound compound) => compound.ToString().ToLowerInvariant();

    private static string Name(Neutralisation under) => under switch
    {
        Neutralisation.VirtualSafetyCar => "virtual_safety_car",
        Neutralisation.SafetyCar => "safety_car",
        Neutralisation.RedFlag => "red_flag",
        _ => "green",
    };

    private static void Write(Utf8JsonWriter writer, Recommendation recommendation)
    {
        writer.WriteString("priority", recommendation.Priority.ToString().ToLowerInvariant());
        writer.WriteString("action", recommendation.Action switch
        {
            RecommendedAction.Pit => "pit",
            RecommendedAction.StayOut => "stay_out",
            RecommendedAction.PitUnderVirtualSafetyCar => "pit_under_virtual_safety_car",
            RecommendedAction.PitUnderSafetyCar => "pit_under_safety_car",
            _ => "save_fuel",
        });
        WriteNumber(writer, "execution_lap", recommendation.ExecutionLap);
        if (recommendation.Compound is { } compound)
        {
            writer.WriteString("compound", Name(compound));
        }
        else
        {
            writer.WriteNull("compound");
        }

        WriteEstimate(writer, "expected_gain", recommendation.GainPlaces);
        WriteNumber(writer, "confidence", recommendation.Confidence is { } sure ? Math.Round(sure, ShareDigits) : null);
        WriteTexts(writer, "reasons", recommendation.Reasons);
        WriteTexts(writer, "risks", recommendation.Risks);
        WriteTexts(writer, "alternatives", recommendation.Alternatives);
        WriteNumber(writer, "expires_lap", recommendation.ExpiresLap);
    }

    private static void Write(Utf8JsonWriter writer, CallOption option)
    {
        writer.WriteString("track_status", Name(option.Under));
        writer.WriteBoolean("hypothetical", option.Hypothetical);
        writer.WriteString("call", option.Outcome.Call switch { StopCall.PitNow => "pit_now", StopCall.PitNextLap => "pit_next_lap", _ => "stay_out" });
        WriteOutcome(writer, option.Outcome);
    }

    private static void Write(Utf8JsonWriter writer, StopDuelOutlook duel)
    {
        writer.WriteString("car_id", duel.CarId);
        writer.WriteNumber("gap_seconds", Math.Round(duel.GapSeconds, SecondsDigits));
        writer.WriteNumber("undercut_probability", Math.Round(duel.Undercut, ShareDigits));
        writer.WriteNumber("overcut_probability", Math.Round(duel.Overcut, ShareDigits));
    }

    private static void WriteOutcome(Utf8JsonWriter writer, PlanOutcome outcome)
    {
        WriteStops(writer, outcome.Plan);
        writer.WriteNumber("races", outcome.Races);
        writer.WriteNumber("expected_position", Math.Round(outcome.FinishMean, PlaceDigits));
        writer.WriteNumber("position_p10", outcome.FinishP10);
        writer.WriteNumber("position_p90", outcome.FinishP90);
        WriteEstimate(writer, "loss_to_best", outcome.Loss);
        WriteNumber(writer, "better_probability", outcome.Better is { } better ? Math.Round(better, ShareDigits) : null);
        WriteRejoin(writer, outcome.Rejoin);
        if (outcome.Chance is { } chance)
        {
            writer.WriteStartObject("neutralisation_before_stop");
            writer.WriteNumber("probability", Math.Round(chance.Probability, ShareDigits));
            WriteEstimate(writer, "gain", chance.GainPlaces);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("neutralisation_before_stop");
        }

        if (outcome.Trigger is { } trigger)
        {
            writer.WriteStartObject("trigger");
            writer.WriteString("when", trigger switch
            {
                PlanTrigger.NeutralisationBeforeStop => "neutralisation_before_stop",
                PlanTrigger.NoNeutralisationBeforeStop => "no_neutralisation_before_stop",
                PlanTrigger.HighWear => "high_wear",
                _ => "low_wear",
            });
            WriteEstimate(writer, "gain", outcome.TriggerGain);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("trigger");
        }
    }

    private static void WriteNeighbour(Utf8JsonWriter writer, string name, RejoinNeighbour? neighbour)
    {
        if (neighbour is not { } car)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("car_id", car.CarId);
        writer.WriteNumber("probability", Math.Round(car.Probability, ShareDigits));
        writer.WriteNumber("gap_seconds", Math.Round(car.GapSeconds, SecondsDigits));
        writer.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } known)
        {
            writer.WriteNumber(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
