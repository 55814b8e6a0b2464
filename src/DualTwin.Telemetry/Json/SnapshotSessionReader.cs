using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Json;

/// <summary>Reads what a snapshot says of session, track and weather.</summary>
internal static class SnapshotSessionReader
{
    public static void ReadSession(ref JsonFields fields, ref SnapshotReader.MessageValues message)
    {
        if (!fields.StartsObject())
        {
            return;
        }

        fields.Within = "session";
        while (fields.NextProperty())
        {
            ReadSessionProperty(ref fields, ref message);
        }

        fields.Within = null;
    }

    public static void ReadTrack(ref JsonFields fields, ref SnapshotReader.MessageValues message)
    {
        if (!fields.StartsObject())
        {
            return;
        }

        fields.Within = "track_conditions";
        while (fields.NextProperty())
        {
            if (fields.Is("temperature"u8))
            {
                message.TrackTemperature = TrackTemperature(ref fields);
            }
            else if (!TryReadFlatTrack(ref fields, ref message))
            {
                fields.Skip();
            }
        }

        fields.Within = null;
    }

    /// <summary>Track and weather as the flat UDP form has them at the top; the nested form shares all names but the first.</summary>
    public static bool TryReadFlatTrack(ref JsonFields fields, ref SnapshotReader.MessageValues message)
    {
        if (fields.Is("track_temperature"u8))
        {
            message.TrackTemperature = TrackTemperature(ref fields);
        }
        else if (fields.Is("weather"u8))
        {
            message.Weather = (WeatherCondition?)fields.Name(SchemaNames.WeatherNames);
        }
        else if (fields.Is("track_status"u8))
        {
            message.Status = (TrackStatus?)fields.Name(SchemaNames.TrackStatusNames);
        }
        else if (fields.Is("air_temperature"u8))
        {
            message.AirTemperature = fields.Number(-10, 60);
        }
        else if (fields.Is("humidity"u8))
        {
            message.Humidity = fields.Number(0, 100);
        }
        else if (fields.Is("wind_speed"u8))
        {
            message.WindSpeed = fields.Number(0, 100);
        }
        else if (fields.Is("rain"u8))
        {
            message.Rain = fields.Flag();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static double? TrackTemperature(ref JsonFields fields) => fields.Number(-10, 60);

    private static void ReadSessionProperty(ref JsonFields fields, ref SnapshotReader.MessageValues message)
    {
        if (fields.Is("id"u8))
        {
            message.SessionId = fields.Text();
        }
        else if (fields.Is("kind"u8))
        {
            message.Kind = (SessionKind?)fields.Name(SchemaNames.SessionKindNames);
        }
        else if (fields.Is("meeting"u8))
        {
            message.Meeting = fields.Text();
        }
        else if (fields.Is("circuit"u8))
        {
            message.Circuit = fields.Text();
        }
        else if (fields.Is("phase"u8))
        {
            message.Phase = (SessionPhase?)fields.Name(SchemaNames.SessionPhaseNames);
        }
        else if (fields.Is("total_laps"u8))
        {
            message.TotalLaps = fields.Integer(1, 1000);
        }
        else if (fields.Is("remaining"u8))
        {
            message.Remaining = fields.Seconds();
        }
        else if (fields.Is("qualifying_part"u8))
        {
            message.QualifyingPart = fields.Integer(1, 3);
        }
        else
        {
            fields.Skip();
        }
    }
}
