namespace DualTwin.Sources.OpenF1;

/// <summary>The collections of OpenF1 that become frames. A collection's name is its path in the REST API and its topic's last part.</summary>
public static class OpenF1Collections
{
    public const string Sessions = "sessions";
    public const string Meetings = "meetings";
    public const string Drivers = "drivers";
    public const string RaceControl = "race_control";
    public const string Weather = "weather";
    public const string Position = "position";
    public const string Intervals = "intervals";
    public const string Laps = "laps";
    public const string Pit = "pit";
    public const string Stints = "stints";

    /// <summary>
    /// The collections that are read, in the order in which documents of the same instant count: what the session is, who takes part, then
    /// what happens.
    /// </summary>
    public static readonly IReadOnlyList<string> Read =
        [Sessions, Meetings, Drivers, RaceControl, Weather, Position, Intervals, Laps, Pit, Stints];

    /// <summary>Collections that exist and are left aside: samples of every car several times a second, results, sound and points.</summary>
    public static readonly IReadOnlyList<string> LeftAside =
    [
        "car_data", "location", "team_radio", "overtakes", "session_result", "starting_grid", "championship_drivers", "championship_teams",
    ];
}
