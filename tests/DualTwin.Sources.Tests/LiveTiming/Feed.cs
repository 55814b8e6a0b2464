using System.Text;
using DualTwin.Sources.LiveTiming;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.LiveTiming;

/// <summary>Plays messages through a merge and folds what comes out into a session state.</summary>
internal sealed class Feed
{
    public static readonly DateTimeOffset Zero = new(2025, 5, 3, 15, 0, 0, TimeSpan.Zero);

    private readonly LiveTimingMerge _merge;
    private TimeSpan _now;

    public Feed() => _merge = new LiveTimingMerge(new SourceIdentity("livetiming", "test", SourceMode.Live), Counters);

    public SourceCounters Counters { get; } = new();

    public SessionState State { get; private set; } = SessionState.Empty;

    public static Feed OfRace(int totalLaps = 51)
    {
        var feed = new Feed();
        feed.Say("SessionInfo", """{"Type":"Race","Name":"Race","Key":1}""");
        feed.Say("SessionStatus", """{"Status":"Inactive"}""");
        feed.Say("LapCount", $$"""{"CurrentLap":1,"TotalLaps":{{totalLaps}}}""");
        feed.Say("SessionStatus", """{"Status":"Started"}""");
        return feed;
    }

    public static Feed OfQualifying()
    {
        var feed = new Feed();
        feed.Say("SessionInfo", """{"Type":"Qualifying","Name":"Qualifying","Key":1}""");
        feed.Say("SessionStatus", """{"Status":"Started"}""");
        return feed;
    }

    public Frame? Say(string topic, string json, double afterSeconds = 1)
    {
        _now += TimeSpan.FromSeconds(afterSeconds);
        var frame = _merge.Merge(topic, Encoding.UTF8.GetBytes(json), new LiveTimingStamp(Zero + _now, Zero + _now, _now));
        if (frame is not null)
        {
            State = SessionMerger.Apply(State, frame).State;
        }

        return frame;
    }

    /// <summary>Says something of car 44 in TimingData.</summary>
    public CarUpdate? Line(string json, double afterSeconds = 1) =>
        Say("TimingData", $$$"""{"Lines":{"44":{{{json}}}}}""", afterSeconds)?.Cars.Single();

    /// <summary>Says something of the stints of car 44.</summary>
    public CarUpdate? Stints(string json, double afterSeconds = 1) =>
        Say("TimingAppData", """{"Lines":{"44":{"Stints":""" + json + "}}}", afterSeconds)?.Cars.Single();

    public CarState Car => State.FindCar("44")!;

    public long Refused(string reason) => Counters.Refused.GetValueOrDefault(reason);
}
