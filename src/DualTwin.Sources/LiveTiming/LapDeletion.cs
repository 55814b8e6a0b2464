using System.Globalization;
using System.Text.RegularExpressions;

namespace DualTwin.Sources.LiveTiming;

/// <summary>
/// A deleted lap time, as race control announces it: <c>CAR 10 (GAS) TIME 1:20.139 DELETED - TRACK LIMITS AT TURN 11 LAP 3 12:35:26</c>.
/// </summary>
/// <param name="CarId">The car.</param>
/// <param name="Time">The deleted time; null where only a lap is named.</param>
/// <param name="Decimals">Digits that the announcement gives of the second's fraction.</param>
/// <param name="Lap">The lap, where it is named.</param>
internal readonly partial record struct LapDeletion(string CarId, TimeSpan? Time, int Decimals, int? Lap)
{
    /// <summary>The deletion that <paramref name="text"/> announces; null for any other message.</summary>
    public static LapDeletion? Read(string text)
    {
        var match = Announcement().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var time = match.Groups["time"];
        TimeSpan? deleted = time.Success && FeedValues.TryDuration(time.Value, out var t) ? t : null;
        var decimals = time.Success ? time.Value.Length - time.Value.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        int? lap = match.Groups["lap"] is { Success: true } named
            ? int.Parse(named.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
        return new LapDeletion(match.Groups["car"].Value, deleted, decimals, lap);
    }

    /// <summary>
    /// The number of the deleted lap among <paramref name="laps"/>: that of its time, else the one named; null where neither is known.
    /// Where the feed counts the lap that a car is on, race control names a lap by the count at its end: one more than its number.
    /// </summary>
    public int? LapOf(LapTracker laps, bool countsCurrentLap) =>
        Time is { } time && laps.FindLap(time, TimeSpan.FromSeconds(Math.Pow(10, -Decimals) / 2)) is { } driven ? driven : Lap - (countsCurrentLap ? 1 : 0);

    [GeneratedRegex(
        @"^CAR (?<car>\d{1,3}) \([A-Z]{3}\) (?:TIME (?<time>[\d:]{1,8}\.\d{1,3})|LAP) DELETED\b(?:.*\bLAP (?<lap>\d{1,3})\b)?",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Announcement();
}
