using System.Globalization;
using DualTwin.Sources.Replay;

namespace DualTwin.Server.Replaying;

/// <summary>A line that steers a replay, such as <c>pause</c>, <c>speed 4</c>, <c>seek lap 20</c> or <c>seek event stop back</c>.</summary>
/// <param name="Act">What to do with the transport; null for a seek.</param>
/// <param name="Target">Where to go; null for anything else.</param>
public sealed record ReplayCommand(Action<ReplayTransport>? Act, ReplayTarget? Target)
{
    /// <summary>All commands, for people.</summary>
    public const string Help = "play, pause, step [N], speed 0.25..100|max, seek 1:02:03, seek lap N, seek event TYPE [back]";

    /// <summary>Most frames of one step.</summary>
    public const int MostSteps = 1_000_000;

    /// <summary>Reads a command; null where <paramref name="line"/> is none.</summary>
    public static ReplayCommand? Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words switch
        {
            ["play"] => new(static transport => transport.Play(), null),
            ["pause"] => new(static transport => transport.Pause(), null),
            ["step"] => Step(1),
            ["step", var count] when Whole(count, MostSteps) is { } frames => Step(frames),
            ["speed", var text] when ReplaySpeed.TryParse(text, out var speed) => new(transport => transport.SetSpeed(speed), null),
            ["seek", "lap", var lap] when Whole(lap, 999) is { } number => To(new ReplayTarget { Lap = number }),
            ["seek", "event", var type] => To(new ReplayTarget { EventType = type }),
            ["seek", "event", var type, "back"] => To(new ReplayTarget { EventType = type, Backwards = true }),
            ["seek", var time] when Time(time) is { } at => To(new ReplayTarget { Time = at }),
            _ => null,
        };
    }

    /// <summary>Reads <c>90</c>, <c>1:30</c> or <c>1:02:03.5</c>; null for anything else.</summary>
    public static TimeSpan? Time(string text)
    {
        var seconds = 0.0;
        foreach (var part in text.Split(':'))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value >= 1e6)
            {
                return null;
            }

            seconds = (seconds * 60) + value;
        }

        return seconds < 1e7 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static ReplayCommand Step(int frames) => new(transport => transport.Step(frames), null);

    private static ReplayCommand To(ReplayTarget target) => new(null, target);

    private static int? Whole(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most ? value : null;
}
