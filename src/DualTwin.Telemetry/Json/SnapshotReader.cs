using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Json;

/// <summary>
/// Reads the telemetry snapshot that live sources send, whole or in part, in its nested form and in the flat UDP form. A value
/// that is wrong is refused by itself and named; the rest counts. Never throws on any input.
/// </summary>
public static class SnapshotReader
{
    /// <summary>More problems of one message than these are counted, not listed.</summary>
    public const int MaxProblems = 16;

    /// <summary>A message with more cars than this is not from a race; the cars beyond are refused.</summary>
    public const int MaxCars = SessionState.MaxCars;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 16, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads one message.</summary>
    /// <param name="utf8">One JSON object.</param>
    /// <param name="source">Who sent it.</param>
    /// <param name="receivedAt">When it arrived (UTC); stands in for a missing or impossible <c>timestamp</c>.</param>
    public static SnapshotReadResult Read(ReadOnlySpan<byte> utf8, SourceIdentity source, DateTimeOffset receivedAt)
    {
        var fields = new JsonFields(new Utf8JsonReader(utf8, Options));
        if (!Utf8.IsValid(utf8))
        {
            fields.Refuse("not_utf8", "UTF-8 text");
            return fields.Result(null);
        }

        try
        {
            if (!fields.Reader.Read() || fields.Reader.TokenType != JsonTokenType.StartObject)
            {
                fields.Refuse("not_an_object", "a JSON object");
                return fields.Result(null);
            }

            var frame = ReadMessage(ref fields, source, receivedAt);
            return fields.Result(fields.AtEnd() ? frame : null);
        }
        catch (JsonException) when (BareNumbers.Quote(utf8) is { } quoted)
        {
            return Read(quoted, source, receivedAt);
        }
        catch (JsonException problem)
        {
            fields.Refuse("not_json", $"JSON (byte {problem.BytePositionInLine} of line {problem.LineNumber})");
            return fields.Result(null);
        }
        catch (InvalidOperationException)
        {
            // The reader's word for half a surrogate pair in an escaped text: valid JSON, but no text.
            fields.Refuse("not_text", "whole characters");
            return fields.Result(null);
        }
    }

    private static Frame ReadMessage(ref JsonFields fields, SourceIdentity source, DateTimeOffset receivedAt)
    {
        var message = new MessageValues();
        while (fields.NextProperty())
        {
            ReadProperty(ref fields, ref message);
        }

        return new Frame
        {
            Source = message.Simulated == true && !source.Simulated ? source with { Simulated = true } : source,
            MeasuredAt = message.Timestamp ?? receivedAt,
            ReceivedAt = receivedAt,
            LapTimesImplyLaps = !message.TellsLaps,
            Session = message.Session(),
            Track = message.Track(),
            Cars = message.Cars,
        };
    }

    private static void ReadProperty(ref JsonFields fields, ref MessageValues message)
    {
        if (fields.Is("timestamp"u8))
        {
            message.Timestamp = fields.Instant();
        }
        else if (fields.Is("lap"u8))
        {
            message.Lap = fields.Integer(0, 1000);
        }
        else if (fields.Is("session_type"u8))
        {
            message.Type = (SessionType?)fields.Name(SchemaNames.SessionTypeNames);
        }
        else if (fields.Is("simulated"u8))
        {
            message.Simulated = fields.Flag();
        }
        else if (fields.Is("cars"u8))
        {
            message.Cars = SnapshotCarReader.ReadCars(ref fields, ref message.TellsLaps);
        }
        else if (fields.Is("session"u8))
        {
            SnapshotSessionReader.ReadSession(ref fields, ref message);
        }
        else if (fields.Is("track_conditions"u8))
        {
            SnapshotSessionReader.ReadTrack(ref fields, ref message);
        }
        else if (!SnapshotSessionReader.TryReadFlatTrack(ref fields, ref message))
        {
            fields.Skip();
        }
    }

    /// <summary>What a message has said so far.</summary>
    internal struct MessageValues
    {
        public DateTimeOffset? Timestamp;
        public int? Lap;
        public SessionType? Type;
        public bool? Simulated;
        public bool TellsLaps;
        public string? SessionId;
        public SessionKind? Kind;
        public string? Meeting;
        public string? Circuit;
        public SessionPhase? Phase;
        public int? TotalLaps;
        public TimeSpan? Remaining;
        public int? QualifyingPart;
        public double? TrackTemperature;
        public double? AirTemperature;
        public double? Humidity;
        public double? WindSpeed;
        public bool? Rain;
        public WeatherCondition? Weather;
        public TrackStatus? Status;
        public ImmutableArray<CarUpdate> Cars = [];

        public MessageValues()
        {
        }

        public readonly SessionUpdate Session() => new()
        {
            SessionId = SessionId,
            Type = Type,
            Kind = Kind,
            MeetingName = Meeting,
            CircuitName = Circuit,
            Phase = Phase,
            TotalLaps = TotalLaps,
            LeaderLap = Lap,
            Remaining = Remaining,
            QualifyingPart = QualifyingPart,
        };

        public readonly TrackUpdate Track() => new()
        {
            Status = Status,
            Weather = Weather,
            TrackTemperatureCelsius = TrackTemperature,
            AirTemperatureCelsius = AirTemperature,
            HumidityPercent = Humidity,
            WindSpeedMetresPerSecond = WindSpeed,
            Raining = Rain ?? (Weather is { } w ? w >= WeatherCondition.Drizzle : null),
        };
    }
}
