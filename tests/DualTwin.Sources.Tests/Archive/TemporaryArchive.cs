using DualTwin.Sources.Archive;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Archive;

/// <summary>An archive folder of its own, deleted after the test.</summary>
internal sealed class TemporaryArchive : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dualtwin-archive-").FullName;

    public TemporaryArchive Write(string topic, string content)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, topic + ".jsonStream"), content);
        return this;
    }

    public ReplaySource Open(int maxLineBytes = ArchiveOptions.DefaultMaxLineBytes) => Open(Path, maxLineBytes);

    public static ReplaySource Open(string path, int maxLineBytes = ArchiveOptions.DefaultMaxLineBytes) =>
        new(new ArchiveRecording(new ArchiveOptions { Path = path, MaxLineBytes = maxLineBytes }), ReplaySpeed.Maximum, TimeProvider.System);

    public static async Task<List<Frame>> ReadAll(ReplaySource source)
    {
        var frames = new List<Frame>();
        await foreach (var frame in source.ReadAsync(TestContext.Current.CancellationToken))
        {
            frames.Add(frame);
        }

        return frames;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
