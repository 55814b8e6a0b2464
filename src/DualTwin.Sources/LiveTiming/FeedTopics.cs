namespace DualTwin.Sources.LiveTiming;

/// <summary>The topics of the official live timing that become frames, and those that are known to say nothing that we use.</summary>
public static class FeedTopics
{
    public const string TimingData = "TimingData";
    public const string TimingAppData = "TimingAppData";
    public const string TimingStats = "TimingStats";
    public const string DriverList = "DriverList";
    public const string TrackStatus = "TrackStatus";
    public const string LapCount = "LapCount";
    public const string SessionInfo = "SessionInfo";
    public const string SessionStatus = "SessionStatus";
    public const string SessionData = "SessionData";
    public const string RaceControlMessages = "RaceControlMessages";
    public const string WeatherData = "WeatherData";
    public const string ExtrapolatedClock = "ExtrapolatedClock";
    public const string Heartbeat = "Heartbeat";
    public const string PitLaneTimeCollection = "PitLaneTimeCollection";
    public const string PitStopSeries = "PitStopSeries";
    public const string CarData = "CarData.z";
    public const string Position = "Position.z";

    /// <summary>
    /// The topics that are read, in the order in which messages of the same instant count: what the session is, how it stands,
    /// who takes part, then what the cars do.
    /// </summary>
    public static readonly IReadOnlyList<string> Read =
    [
        SessionInfo, SessionStatus, SessionData, LapCount, TrackStatus, DriverList, TimingData, TimingAppData, TimingStats,
        RaceControlMessages, WeatherData, ExtrapolatedClock, PitLaneTimeCollection, PitStopSeries, CarData, Position, Heartbeat,
    ];

    /// <summary>Topics that exist and are left aside: they repeat others, or carry sound, pictures and predictions.</summary>
    public static readonly IReadOnlyList<string> LeftAside =
    [
        "TopThree", "ChampionshipPrediction", "TeamRadio", "PitStop",
        "DriverRaceInfo", "TyreStintSeries", "CurrentTyres", "RcmSeries", "AudioStreams", "ContentStreams", "LapSeries", "TlaRcm",
        "ArchiveStatus", "OvertakeSeries", "DriverTracker", "DriverScore", "SPFeed", "TimingDataF1", "WeatherDataSeries", "Index",
    ];

    /// <summary>Whether the messages of <paramref name="topic"/> are packed.</summary>
    public static bool IsCompressed(string topic) => topic.EndsWith(".z", StringComparison.Ordinal);
}
