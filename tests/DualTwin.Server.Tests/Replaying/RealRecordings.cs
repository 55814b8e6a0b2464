using System.Text;
using System.Text.Json;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Server.Tests.Replaying;

/// <summary>Recordings of every kind; those of real sessions skip the test where they are not beside the project.</summary>
internal static class RealRecordings
{
    public const string Archive = "archive/2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race";
    public const string Hub = "signalr-recording/2024_Imola_Qualifying.subscribe.json";

    public static string PathOf(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "live-timing", name);
            if (Directory.Exists(path) || File.Exists(path))
            {
                return path;
            }
        }

        Assert.Skip($"The recording ../shared/data/live-timing/{name} is not here.");
        return string.Empty;
    }

    /// <summary>What a recorder makes of the hub's messages, in <paramref name="folder"/>.</summary>
    public static async Task<IRecording> OfTheHubAsync(string folder)
    {
        var origin = new MessageOrigin(IntakeNames.LiveTiming, new SourceIdentity("livetiming", "hub", SourceMode.Live), 0);
        return await MadeRecordings.RecordAsync(folder, origin, tap =>
        {
            foreach (var line in File.ReadLines(PathOf(Hub).Replace(".subscribe.json", ".live.txt", StringComparison.Ordinal)))
            {
                using var message = JsonDocument.Parse(line);
                var arguments = message.RootElement.GetProperty("A");
                var at = arguments[2].GetDateTimeOffset();
                tap.Take(new RawMessage(arguments[0].GetString()!, at, at, false, Encoding.UTF8.GetBytes(arguments[1].GetRawText())));
            }
        });
    }

    /// <summary>Snapshots of a small race, some of them late, repeated or broken, as a recorder keeps them.</summary>
    public static Task<IRecording> OfSnapshotsAsync(string folder)
    {
        var start = new DateTimeOffset(2026, 7, 5, 14, 0, 0, TimeSpan.Zero);
        var origin = new MessageOrigin(IntakeNames.Json, new SourceIdentity("websocket", "ws://test", SourceMode.Live), 0);
        return MadeRecordings.RecordAsync(folder, origin, tap =>
        {
            for (var i = 0; i < 3000; i++)
            {
                var measured = start.AddSeconds(i % 17 == 0 ? i - 5 : i);
                var text = i % 23 == 0 ? "{\"cars\":" : $$"""
                    {"timestamp":"{{measured:O}}","lap":{{1 + (i / 90)}},"session_type":"race","cars":[
                     {"car_id":"44","position":{{1 + (i / 500 % 2)}},"speed":{{200 + (i % 100)}},"tire":{"compound":"{{(i < 1500 ? "soft" : "hard")}}","age":{{i % 1500 / 90}} } },
                     {"car_id":"16","position":{{2 - (i / 500 % 2)}},"speed":{{210 + (i % 90)}}}]}
                    """;
                tap.Take(new RawMessage("", start.AddSeconds(i + 0.1), null, false, Encoding.UTF8.GetBytes(text)));
            }
        });
    }
}
