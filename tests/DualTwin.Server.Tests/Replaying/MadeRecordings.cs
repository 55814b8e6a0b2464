using System.Globalization;
using System.Text;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Simulator;
using DualTwin.Sources.Tests.Captures;
using DualTwin.Sources.Tests.OpenF1;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Server.Tests.Replaying;

/// <summary>Recordings of made sessions, of every kind that somebody may bring.</summary>
internal static class MadeRecordings
{
    private static readonly DateTimeOffset Start = new(2026, 7, 5, 14, 0, 0, TimeSpan.Zero);

    private static readonly SimulatorOptions Race =
        new() { Circuit = "Spielberg", Cars = 8, Laps = 6, Seed = 3, Races = 1, WeatherChanges = false };

    private static List<(TimeSpan At, byte[] Datagram)>? _game;

    /// <summary>What `record` makes of <paramref name="say"/>, in <paramref name="folder"/>.</summary>
    public static async Task<IRecording> RecordAsync(string folder, MessageOrigin origin, Action<IMessageTap> say)
    {
        await using (var recorder = new MessageRecorder(new RecorderOptions { Folder = folder }, TimeProvider.System, NullLogger<MessageRecorder>.Instance))
        {
            say(recorder.Tap(origin));
        }

        return Recordings.Open(folder);
    }

    /// <summary>Snapshots of a small race, some of them late, repeated or broken, over UDP.</summary>
    public static Task<IRecording> OfUdpTextAsync(string folder) =>
        RecordAsync(folder, Origin(IntakeNames.Udp, "udp"), tap => SaySnapshots(tap, 3000, _ => string.Empty));

    /// <summary>The same from three endpoints at once, which say some of it twice.</summary>
    public static Task<IRecording> OfMergedAsync(string folder) =>
        RecordAsync(folder, Origin(IntakeNames.MergedJson, "websocket"), tap => SaySnapshots(tap, 3000, i => $"ws://test/{i % 3}"));

    /// <summary>A session of OpenF1, as it is streamed.</summary>
    public static Task<IRecording> OfOpenF1Async(string folder) => RecordAsync(folder, Origin(IntakeNames.OpenF1, "openf1"), tap =>
    {
        var session = new MadeSession(20);
        Say(tap, "sessions", Start, session.Session.ToJsonString(), snapshot: true);
        foreach (var document in session.Stream)
        {
            Say(tap, document.Collection, document.At, document.Streamed);
        }
    });

    /// <summary>A race of the game in which the player goes back, once further than where states lie close together.</summary>
    public static async Task<IRecording> OfTheGameAsync(string folder)
    {
        var game = await GameAsync();
        return await RecordAsync(folder, Origin(IntakeNames.Udp, "udp"), tap =>
        {
            foreach (var (at, datagram) in game)
            {
                tap.Take(new RawMessage(string.Empty, Start + at, null, false, datagram));
            }
        });
    }

    /// <summary>The same race as somebody captured it; <paramref name="ending"/> says how.</summary>
    public static async Task<IRecording> OfACaptureAsync(CaptureBuilder captures, string ending)
    {
        var game = await GameAsync();
        var frames = game.Select(d => Frames.Link(1, Frames.Ipv4(Frames.Udp(d.Datagram))));
        byte[] content = ending switch
        {
            ".pcap" => CaptureBuilder.Pcap(1, frames),
            ".pcapng.gz" => CaptureBuilder.Pcapng(1, frames),
            ".jsonl.gz" => Encoding.ASCII.GetBytes(string.Concat(game.Select(d => $"{{\"hex\":\"{Convert.ToHexString(d.Datagram)}\"}}\n"))),
            _ => CaptureBuilder.Timed([.. game.Select(d => (d.At.TotalSeconds, d.Datagram))]),
        };
        return Recordings.Open(captures.Write($"race{ending}", content));
    }

    private static async Task<List<(TimeSpan At, byte[] Datagram)>> GameAsync()
    {
        if (_game is not null)
        {
            return _game;
        }

        var (sent, said) = (new List<(TimeSpan, byte[])>(), new List<byte[]>());
        GameFlashback[] back = [new(3, TimeSpan.FromSeconds(20)), new(4, TimeSpan.FromSeconds(150)), new(5, TimeSpan.FromSeconds(45))];
        var race = new GameRace(
            Race, new GameEmulatorOptions { Format = 2025, RateHz = 10, PlayerCarId = "7" }, back, TimeProvider.System, datagram => said.Add(datagram.ToArray()));
        await foreach (var due in race.PlayAsync(TestContext.Current.CancellationToken))
        {
            sent.AddRange(said.Select(datagram => (due, datagram)));
            said.Clear();
        }

        race.End();
        sent.AddRange(said.Select(datagram => (sent[^1].Item1, datagram)));
        return _game = sent;
    }

    private static MessageOrigin Origin(string intake, string type) => new(intake, new SourceIdentity(type, "test", SourceMode.Live), 0);

    private static void SaySnapshots(IMessageTap tap, int count, Func<int, string> channel)
    {
        for (var i = 0; i < count; i++)
        {
            var measured = Start.AddSeconds(i % 17 == 0 ? i - 5 : i - (i % 2));
            var text = i % 23 == 0 ? "{\"cars\":" : string.Create(CultureInfo.InvariantCulture, $$"""
                {"timestamp":"{{measured:O}}","lap":{{1 + (i / 90)}},"session_type":"race","cars":[
                 {"car_id":"44","position":{{1 + (i / 500 % 2)}},"speed":{{200 + (i / 2 % 100)}},"tire":{"compound":"{{(i < 1500 ? "soft" : "hard")}}","age":{{i % 1500 / 90}} } },
                 {"car_id":"16","position":{{2 - (i / 500 % 2)}},"speed":{{210 + (i / 2 % 90)}}}]}
                """);
            Say(tap, channel(i), Start.AddSeconds(i + 0.1), text);
        }
    }

    private static void Say(IMessageTap tap, string channel, DateTimeOffset at, string text, bool snapshot = false) =>
        tap.Take(new RawMessage(channel, at, null, snapshot, Encoding.UTF8.GetBytes(text)));
}
