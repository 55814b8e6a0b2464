using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DualTwin.Sources.Archive.Download;

/// <summary>What the archive holds of a year. What cannot be used of it is left out.</summary>
/// <param name="Year">The year.</param>
/// <param name="Meetings">Its meetings, in the index' order.</param>
public sealed partial record ArchiveIndex(int Year, IReadOnlyList<ArchiveMeeting> Meetings)
{
    /// <summary>Reads the archive's <c>Index.json</c> of <paramref name="year"/>.</summary>
    /// <exception cref="SourceException">It is no such index.</exception>
    public static ArchiveIndex Read(int year, ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
            using var document = JsonDocument.ParseValue(ref reader);
            var meetings = Array(document.RootElement, "Meetings");
            return meetings is null
                ? throw NoIndex(year, "it has no list \"Meetings\"")
                : new ArchiveIndex(year, [.. meetings.Where(IsObject).Select(Meeting)]);
        }
        catch (JsonException problem)
        {
            throw NoIndex(year, problem.Message);
        }
    }

    /// <summary>The meetings that somebody means by <paramref name="name"/>: by key, else those whose name, place, country or circuit has it in it.</summary>
    /// <exception cref="SourceException">There is none; the message lists all.</exception>
    public IReadOnlyList<ArchiveMeeting> Find(string name)
    {
        var wanted = name.Trim();
        List<ArchiveMeeting> found =
        [
            .. Meetings.Where(m => m.Key.ToString(CultureInfo.InvariantCulture) == wanted),
        ];
        if (found.Count == 0)
        {
            found.AddRange(Meetings.Where(m => Texts(m).Any(text => Says(text, wanted))));
        }

        return found.Count > 0 ? found : throw new SourceException(
            $"MEETING '{name}': the archive's index of {Year} has no such meeting; expected (a part of) one of: "
            + $"{string.Join(", ", Meetings.Select(m => m.Name).Distinct())}.");
    }

    private static IEnumerable<string> Texts(ArchiveMeeting meeting) => [meeting.Name, meeting.Location, meeting.Country, meeting.Circuit];

    // The archive's folders have underscores for blanks.
    private static bool Says(string text, string wanted) => text.Contains(wanted.Replace('_', ' '), StringComparison.OrdinalIgnoreCase);

    private static ArchiveMeeting Meeting(JsonElement meeting) => new(
        meeting.TryGetProperty("Key", out var key) && key.ValueKind == JsonValueKind.Number && key.TryGetInt32(out var number) ? number : 0,
        Text(meeting, "Name") ?? "?",
        Text(meeting, "Location") ?? string.Empty,
        meeting.TryGetProperty("Country", out var country) ? Text(country, "Name") ?? string.Empty : string.Empty,
        meeting.TryGetProperty("Circuit", out var circuit) ? Text(circuit, "ShortName") ?? string.Empty : string.Empty,
        [.. (Array(meeting, "Sessions") ?? []).Where(IsObject).Select(Session)]);

    private static ArchiveSession Session(JsonElement session) => new(
        Text(session, "Name") ?? Text(session, "Type") ?? "?",
        DateTime.TryParse(Text(session, "StartDate"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? start : null,
        Text(session, "Path") is { } path && SafePath().IsMatch(path) ? path.TrimEnd('/') : null);

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static List<JsonElement>? Array(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    private static SourceException NoIndex(int year, string why) => new($"The archive's index of {year} cannot be read: {why}.");

    // It becomes a folder of this machine: names only, none of which begins with a dot.
    [GeneratedRegex(@"^([\p{L}\p{N}_\-][\p{L}\p{N}_\-.'&() ]*/){1,4}[\p{L}\p{N}_\-.'&() ]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SafePath();
}
