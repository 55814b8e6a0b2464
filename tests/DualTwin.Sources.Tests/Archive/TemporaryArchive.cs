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

    public ArchiveSource Open(int maxLineBytes = ArchiveSourceOptions.DefaultMaxLineBytes) => new(
        new ArchiveSourceOptions { Path = Path, Speed = ReplaySpeed.Maximum, MaxLineBytes = maxLineBytes }, TimeProvider.System);

    public static async Task<List<Frame>> ReadAll(ArchiveSource source)
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
