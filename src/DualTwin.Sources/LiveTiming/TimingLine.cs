using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>One car's line of a TimingData message, read but not yet put in relation to what was known. Reused from line to line.</summary>
internal sealed class TimingLine(FeedReader reader)
{
    private const int MostLaps = 999;
    private const int MostPositions = 100;

    public CarFields Cleared { get; private set; }

    public int? Position { get; private set; }

    public int? Count { get; private set; }

    public int? Stops { get; private set; }

    public bool? InPit { get; private set; }

    public bool? PitOut { get; private set; }

    public bool? Stopped { get; private set; }

    public bool? Retired { get; private set; }

    public bool? KnockedOut { get; private set; }

    public Gap? GapToLeader { get; private set; }

    public Gap? Interval { get; private set; }

    public TimedValue LastLap { get; private set; }

    public TimedValue BestLap { get; private set; }

    public JsonElement Sectors { get; private set; }

    public bool HasParts { get; private set; }

    /// <summary>Reads a line; what it does not say is null.</summary>
    public void Read(JsonElement line)
    {
        (Cleared, Position, Count, Stops, InPit, PitOut, Stopped, Retired, KnockedOut) = (default, null, null, null, null, null, null, null, null);
        (GapToLeader, Interval, LastLap, BestLap, Sectors, HasParts) = (null, null, default, default, default, false);
        foreach (var member in line.EnumerateObject())
        {
            if (!ReadFrequent(member))
            {
                ReadRare(member);
            }
        }
    }

    private bool ReadFrequent(JsonProperty member)
    {
        if (member.NameEquals("GapToLeader"u8))
        {
            GapToLeader = ReadGap(reader.Text(member.Value), CarFields.GapToLeader);
        }
        else if (member.NameEquals("IntervalToPositionAhead"u8))
        {
            Interval = ReadInterval(member.Value);
        }
        else if (member.NameEquals("Sectors"u8))
        {
            Sectors = reader.IsList(member.Value) ? member.Value : default;
        }
        else
        {
            return member.NameEquals("Speeds"u8);
        }

        return true;
    }

    private void ReadRare(JsonProperty member)
    {
        switch (member.Name)
        {
            case "Position":
                Position = reader.Whole(member.Value, 1, MostPositions);
                break;
            case "Line" when Position is null:
                Position = reader.Whole(member.Value, 1, MostPositions);
                break;
            case "NumberOfLaps":
                Count = reader.Whole(member.Value, 0, MostLaps);
                break;
            case "NumberOfPitStops":
                Stops = reader.Whole(member.Value, 0, MostLaps);
                break;
            case "LastLapTime":
                LastLap = ReadTimed(member.Value, CarFields.LastLapTime);
                break;
            case "BestLapTime":
                BestLap = ReadTimed(member.Value, CarFields.BestLapTime);
                break;
            case "_deleted":
                Clear(member.Value);
                break;
            default:
                ReadCondition(member);
                break;
        }
    }

    private void ReadCondition(JsonProperty member)
    {
        switch (member.Name)
        {
            case "InPit":
                InPit = reader.Flag(member.Value);
                break;
            case "PitOut":
                PitOut = reader.Flag(member.Value);
                break;
            case "Stopped":
                Stopped = reader.Flag(member.Value);
                break;
            case "Retired":
                Retired = reader.Flag(member.Value);
                break;
            case "KnockedOut":
                KnockedOut = reader.Flag(member.Value);
                break;
            case "BestLapTimes" or "Stats":
                HasParts = true;
                break;
            default:
                break;
        }
    }

    private Gap? ReadInterval(JsonElement interval)
    {
        if (!reader.IsObject(interval))
        {
            return null;
        }

        if (FeedMarks.Deletes(interval, "Value"u8))
        {
            Cleared |= CarFields.Interval;
        }

        return interval.TryGetProperty("Value"u8, out var value) ? ReadGap(reader.Text(value), CarFields.Interval) : null;
    }

    private Gap? ReadGap(string? text, CarFields field)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length == 0)
        {
            Cleared |= field;
            return null;
        }

        if (FeedValues.TryGap(text, out var gap))
        {
            return gap;
        }

        reader.Bad();
        return null;
    }

    private TimedValue ReadTimed(JsonElement element, CarFields field)
    {
        if (!reader.IsObject(element))
        {
            return default;
        }

        var value = TimedValue.Read(element, reader);
        if (value.Cleared)
        {
            Cleared |= field;
        }

        return value;
    }

    private void Clear(JsonElement names)
    {
        foreach (var name in FeedMarks.Names(names))
        {
            Cleared |= name switch
            {
                "GapToLeader" => CarFields.GapToLeader,
                "IntervalToPositionAhead" => CarFields.Interval,
                "LastLapTime" => CarFields.LastLapTime,
                "BestLapTime" => CarFields.BestLapTime,
                "Sectors" => CarFields.Sector1 | CarFields.Sector2 | CarFields.Sector3,
                "Position" or "Line" => CarFields.Position,
                _ => CarFields.None,
            };
        }
    }
}
