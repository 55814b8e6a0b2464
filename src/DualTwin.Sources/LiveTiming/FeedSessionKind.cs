using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Says which session the feed means by a type and a name.</summary>
internal static class FeedSessionKind
{
    /// <summary>The session type and kind; null where the feed's words are not known.</summary>
    /// <param name="type">The feed's type: <c>Race</c>, <c>Qualifying</c> or <c>Practice</c>; a sprint's is <c>Race</c>.</param>
    /// <param name="name">The feed's name, such as <c>Sprint</c>, <c>Sprint Shootout</c> or <c>Practice 2</c>.</param>
    public static (SessionType Type, SessionKind? Kind)? Of(string? type, string? name)
    {
        var sprint = name?.Contains("Sprint", StringComparison.OrdinalIgnoreCase) == true;
        return (type ?? TypeFromName(name)) switch
        {
            "Race" => sprint ? (SessionType.Sprint, SessionKind.Sprint) : (SessionType.Race, SessionKind.Race),
            "Sprint" => (SessionType.Sprint, SessionKind.Sprint),
            "Qualifying" => (SessionType.Qualifying, sprint ? SessionKind.SprintQualifying : SessionKind.Qualifying),
            "Sprint Qualifying" or "Sprint Shootout" => (SessionType.Qualifying, SessionKind.SprintQualifying),
            "Practice" => (SessionType.Practice, Practice(name)),
            _ => null,
        };
    }

    private static string? TypeFromName(string? name) =>
        name?.StartsWith("Practice", StringComparison.OrdinalIgnoreCase) == true ? "Practice" : name;

    private static SessionKind? Practice(string? name) => name?[^1] switch
    {
        '1' => SessionKind.Practice1,
        '2' => SessionKind.Practice2,
        '3' => SessionKind.Practice3,
        _ => null,
    };
}
