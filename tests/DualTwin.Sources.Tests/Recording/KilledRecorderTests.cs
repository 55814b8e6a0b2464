using System.Diagnostics;
using System.Text.Json;
using DualTwin.Sources.Recording.Container;

namespace DualTwin.Sources.Tests.Recording;

/// <summary>A process that records is killed, for real, wherever it happens to be.</summary>
public sealed class KilledRecorderTests : IDisposable
{
    private const int Kills = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-killed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Read_RecorderWasKilledAnywhere_OpensAndGivesAllUpToTheLastWholeRecord()
    {
        var read = 0;
        var cutOff = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Kills), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (kill, _) =>
            {
                var folder = Path.Combine(_folder, $"{kill}");
                await KillAsync(folder, lines: 1 + (kill * 7 % 25));
                var numbers = Numbers(folder, ref cutOff);

                Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
                Interlocked.Add(ref read, numbers.Count);
            });

        Assert.True(read > Kills * 500, $"only {read} messages were recorded before the kills");
    }

    private static async Task KillAsync(string folder, int lines)
    {
        var start = new ProcessStartInfo("dotnet", [Program, folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var victim = Process.Start(start)!;
        for (var line = 0; line < lines; line++)
        {
            Assert.NotNull(await victim.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        victim.Kill();
        await victim.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    internal static string Program => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "RecordingVictim", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "RecordingVictim.dll"));

    /// <summary>The numbers that a recording in <paramref name="folder"/> holds.</summary>
    internal static List<int> Numbers(string folder)
    {
        var cutOff = 0;
        return Numbers(folder, ref cutOff);
    }

    private static List<int> Numbers(string folder, ref int cutOff)
    {
        var numbers = new List<int>();
        if (!Directory.Exists(folder))
        {
            return numbers;
        }

        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            // A kill between making the file and its first bytes leaves none to read.
            if (new FileInfo(path).Length < FileHeader.Size)
            {
                continue;
            }

            var cut = false;
            numbers.AddRange(Recorded.ReadAll(path, file => cut = file.CutOff).Select(r => JsonDocument.Parse(r.Content).RootElement.GetProperty("number").GetInt32()));
            Interlocked.Add(ref cutOff, cut ? 1 : 0);
        }

        return numbers;
    }
}
