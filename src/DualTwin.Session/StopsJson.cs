using System.Collections.Immutable;
using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Stops;
using DualTwin.Telemetry.Json;

namespace DualTwin.Session;

/// <summary>Writes what is said of a car's stops to come.</summary>
internal static class StopsJson
{
    private static readonly JsonEncodedText[] Compounds = [.. Enum.GetNames<TyreCompound>().Select(n => JsonEncodedText.Encode(n.ToLowerInvariant()))];

    /// <summary>Writes when the next stop comes and what is fitted then; null where nothing tells.</summary>
    public static void Write(Utf8JsonWriter writer, NextStop? stop)
    {
        if (stop is null)
        {
            writer.WriteNull(TwinNames.NextStop);
            return;
        }

        writer.WriteStartObject(TwinNames.NextStop);
        FixedDecimal.Write(writer, TwinNames.Probability, stop.Probability, 4);
        writer.WriteNumber(TwinNames.LapP10, stop.FirstLap);
        writer.WriteNumber(TwinNames.LapMedian, stop.MedianLap);
        writer.WriteNumber(TwinNames.LapP90, stop.LastLap);
        WriteCompounds(writer, stop.Compounds);
        writer.WriteEndObject();
    }

    /// <summary>Writes the strategies still possible, most probable first.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<PossibleStrategy> strategies)
    {
        writer.WriteStartArray(TwinNames.Strategies);
        foreach (var strategy in strategies)
        {
            writer.WriteStartObject();
            writer.WriteNumber(TwinNames.Stops, strategy.Stops);
            if (strategy.Next is { } next)
            {
                writer.WriteString(TwinNames.NextCompound, Compounds[(int)next]);
            }
            else
            {
                writer.WriteNull(TwinNames.NextCompound);
            }

            FixedDecimal.Write(writer, TwinNames.Probability, strategy.Probability, 4);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes where the car comes back if it stops at the end of this lap; null where nothing tells.</summary>
    public static void Write(Utf8JsonWriter writer, Rejoin? rejoin)
    {
        if (rejoin is null)
        {
            writer.WriteNull(TwinNames.Rejoin);
            return;
        }

        writer.WriteStartObject(TwinNames.Rejoin);
        FixedDecimal.Write(writer, TwinNames.Mean, rejoin.Mean, 2);
        writer.WriteNumber(TwinNames.P10, rejoin.P10);
        writer.WriteNumber(TwinNames.P90, rejoin.P90);
        writer.WriteString(TwinNames.AheadCar, rejoin.AheadCarId);
        FixedDecimal.Write(writer, TwinNames.AheadGap, rejoin.AheadGapSeconds, 3);
        writer.WriteString(TwinNames.BehindCar, rejoin.BehindCarId);
        FixedDecimal.Write(writer, TwinNames.BehindGap, rejoin.BehindGapSeconds, 3);
        writer.WriteEndObject();
    }

    private static void WriteCompounds(Utf8JsonWriter writer, ImmutableArray<double> shares)
    {
        if (shares.IsEmpty)
        {
            writer.WriteNull(TwinNames.Compounds);
            return;
        }

        writer.WriteStartObject(TwinNames.Compounds);
        for (var c = 0; c < shares.Length; c++)
        {
            FixedDecimal.Write(writer, Compounds[c], shares[c], 4);
        }

        writer.WriteEndObject();
    }
}
