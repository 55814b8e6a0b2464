using System.Text.Json;
using System.Text.Json.Nodes;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>
/// OpenF1 tells no track status and no session status: both follow from race control. Real sessions of the official feed carry all three, so
/// that what follows can be held against what was.
/// </summary>
public sealed class RealRaceControlTests
{
    [Theory]
    [InlineData("2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race", "Race")]
    [InlineData("2019-09-08_Italian_Grand_Prix/2019-09-07_Qualifying", "Qualifying")]
    [InlineData("2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint", "Race")]
    public void TrackStatus_OfARealSession_FollowsFromRaceControl(string archive, string type)
    {
        // Before a session's start marshals try their flags, and the status forgets some of them without a word.
        var folder = RealArchives.PathOf(archive);
        var started = Lines(folder, "SessionStatus").First(line => line.Data.GetProperty("Status").GetString() == "Started").At;
        var taking = Taking.Of(type, type);
        var told = new List<(string At, TrackStatus Status)>();
        foreach (var (at, message) in Lines(folder, "RaceControlMessages").SelectMany(line => Messages(line.At, line.Data)))
        {
            taking.Now = DateTimeOffset.MaxValue.AddDays(-1);
            taking.Say("race_control", Document(message).ToJsonString());
            if (taking.State.Track.Status is { } status && (told.Count == 0 || told[^1].Status != status))
            {
                told.Add((at, status));
            }
        }

        Assert.Equal(Story(Statuses(folder), started), Story(told, started));
    }

    private static string Story(IEnumerable<(string At, TrackStatus Status)> statuses, string started) => string.Join(
        ' ', statuses.Where(s => string.CompareOrdinal(s.At, started) >= 0).Select(s => s.Status).SkipWhile(s => s == TrackStatus.Green));

    private static IEnumerable<(string At, TrackStatus Status)> Statuses(string folder)
    {
        TrackStatus? before = null;
        foreach (var (at, data) in Lines(folder, "TrackStatus"))
        {
            var status = data.GetProperty("Status").GetString() switch
            {
                "1" => TrackStatus.Green,
                "2" => TrackStatus.Yellow,
                "4" => TrackStatus.SafetyCar,
                "5" => TrackStatus.Red,
                _ => TrackStatus.VirtualSafetyCar,
            };
            if (status != before)
            {
                yield return (at, status);
            }

            before = status;
        }
    }

    private static IEnumerable<(string At, JsonElement Message)> Messages(string at, JsonElement data) => data.GetProperty("Messages") switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(message => (at, message)),
        var delta => delta.EnumerateObject().Select(member => (at, member.Value)),
    };

    private static JsonObject Document(JsonElement message)
    {
        string? Text(string name) => message.TryGetProperty(name, out var value) ? value.ToString() : null;
        return new JsonObject
        {
            ["session_key"] = 11280, ["date"] = Text("Utc"), ["category"] = Text("Category"), ["message"] = Text("Message"), ["flag"] = Text("Flag"),
            ["scope"] = Text("Scope"), ["sector"] = Text("Sector") is { } sector ? int.Parse(sector, null) : null,
        };
    }

    private static IEnumerable<(string At, JsonElement Data)> Lines(string folder, string topic) =>
        File.ReadLines(Path.Combine(folder, topic + ".jsonStream")).Where(line => line.Length > 12).Select(line =>
        {
            var text = line.TrimStart('\uFEFF');
            return (text[..12], JsonDocument.Parse(text[12..]).RootElement);
        });
}
