using System.Text;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Recording.Container;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Recording;

/// <summary>A message as it was recorded, in a form that can be compared.</summary>
internal sealed record Recorded(MessageOrigin Origin, string Channel, DateTimeOffset ReceivedAt, DateTimeOffset? SentAt, bool Snapshot, string Content)
{
    public static readonly MessageOrigin Origin1 = new(IntakeNames.LiveTiming, new SourceIdentity("livetiming", "hub", SourceMode.Live), 0);
    public static readonly MessageOrigin Origin2 = new(IntakeNames.Json, new SourceIdentity("websocket", "ws://é", SourceMode.Live), 3);
    public static readonly DateTimeOffset Start = new(2025, 5, 3, 15, 0, 0, TimeSpan.Zero);

    public static Recorded Number(int number) => new(
        number % 3 == 0 ? Origin2 : Origin1, $"topic{number % 5}", Start.AddMilliseconds(number * 37), number % 4 == 0 ? null : Start.AddMilliseconds(number * 36),
        number % 7 == 0, $$"""{"number":{{number}},"text":"{{new string((char)('a' + (number % 26)), number % 50)}}"}""");

    public void AddTo(RecordingWriter writer) =>
        writer.Add(Origin, new RawMessage(Channel, ReceivedAt, SentAt, Snapshot, Encoding.UTF8.GetBytes(Content)));

    public static Recorded Of(RecordingFile file)
    {
        var message = file.Message;
        return new Recorded(file.Stream, message.Channel, message.ReceivedAt, message.SentAt, message.Snapshot, Encoding.UTF8.GetString(message.Content));
    }

    /// <summary>All messages of the file at <paramref name="path"/>.</summary>
    public static List<Recorded> ReadAll(string path, Action<RecordingFile>? then = null)
    {
        using var file = RecordingFile.Open(path);
        var all = new List<Recorded>();
        while (file.MoveNext())
        {
            all.Add(Of(file));
        }

        then?.Invoke(file);
        return all;
    }
}
