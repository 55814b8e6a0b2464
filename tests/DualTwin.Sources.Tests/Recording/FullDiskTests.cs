using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Tests.Json;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Recording;

/// <summary>A disk that is full, for real: a small one of its own, and a limit on the size of a process' files.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const string Bash = "/bin/bash";

    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-full-").FullName;
    private readonly FakeTimeProvider _time = new(Recorded.Start);
    private readonly LogLines<MessageRecorder> _log = new();
    private bool _mounted;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
        {
            await RunAsync("umount", _folder);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Take_DiskFullThenRoomAgain_KeepsWhatFittedAndGoesOn()
    {
        await MountAsync("512k");
        var filler = Path.Combine(_folder, "filler");
        await File.WriteAllBytesAsync(filler, new byte[256 * 1024], TestContext.Current.CancellationToken);
        var recorder = new MessageRecorder(new RecorderOptions { Folder = Path.Combine(_folder, "recording") }, _time, _log);
        var said = 0;
        while (recorder.Status.Problem is null)
        {
            // What cannot be packed fills the disk soon.
            Say(recorder, ++said);
            var before = recorder.Taken;
            _time.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => recorder.Taken >= before + 2);
        }

        Assert.Contains("space", recorder.Status.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Single(_log.All, line => line.Contains("cannot go on", StringComparison.Ordinal));
        Assert.Null(recorder.Status.File);
        Assert.Equal(said, recorder.Status.Messages + recorder.Status.LeftOut);
        var fitted = recorder.Status.Messages;
        Assert.Equal(fitted, Read().Count);

        File.Delete(filler);
        Say(recorder, ++said);
        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => recorder.Status.Messages + recorder.Status.LeftOut == said);
        _time.Advance(TimeSpan.FromSeconds(10));
        Enumerable.Range(said + 1, 10).ToList().ForEach(number => Say(recorder, number));
        await recorder.DisposeAsync();

        Assert.Null(recorder.Status.Problem);
        Assert.Equal((fitted + 10, said + 10), (recorder.Status.Messages, recorder.Status.Messages + recorder.Status.LeftOut));
        Assert.Equal([.. Enumerable.Range(1, (int)fitted), .. Enumerable.Range(said + 1, 10)], Read());
    }

    [Fact]
    public async Task Take_DiskFullFromTheStart_LeavesNoFileThatWasNeverBegun()
    {
        await MountAsync("512k");
        var filler = Path.Combine(_folder, "filler");
        await File.WriteAllBytesAsync(filler, new byte[512 * 1024], TestContext.Current.CancellationToken);
        var folder = Path.Combine(_folder, "recording");
        var recorder = new MessageRecorder(new RecorderOptions { Folder = folder }, _time, _log);
        Say(recorder, 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(() => recorder.Taken >= 2);

        Assert.Contains("space", recorder.Status.Problem, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFiles(folder));

        File.Delete(filler);
        _time.Advance(TimeSpan.FromSeconds(10));
        Say(recorder, 2);
        await recorder.DisposeAsync();
        Assert.Equal([2], Read());
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Take_FileMayGrowNoFurther_ProcessGoesOnAndTellsWhatIsMissing()
    {
        Assert.SkipUnless(File.Exists(Bash), $"{Bash}, which limits the size of files, is not here.");

        // 16 blocks of 1024 bytes; the signal that would end the process is ignored, so that the write fails. The runtime maps its code as
        // a file of its own unless it is told not to.
        var (code, output) = await RunAsync(Bash, "-c", "ulimit -f 16; trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; exec \"$@\"", "-", "dotnet", KilledRecorderTests.Program, _folder, "3000");

        Assert.Equal(0, code);
        var told = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        var words = told.Split(' ');
        var (messages, leftOut) = (int.Parse(words[1], null), int.Parse(words[4], null));
        Assert.Equal(3000, messages + leftOut);
        Assert.True(messages > 0 && leftOut > 0, told);
        Assert.EndsWith(".dtrec' may grow no further", told, StringComparison.Ordinal);
        var numbers = KilledRecorderTests.Numbers(_folder);
        Assert.Equal(Enumerable.Range(1, messages), numbers);
    }

    private async Task MountAsync(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A disk of a test's own can be made on Linux only.");
        var (code, output) = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", _folder);
        _mounted = code == 0;
        Assert.SkipUnless(_mounted, $"A disk of the test's own cannot be mounted here: {output}");
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    private static void Say(MessageRecorder recorder, int number)
    {
        var chance = new byte[2048];
        var seed = SHA256.HashData(BitConverter.GetBytes(number));
        new Random(BitConverter.ToInt32(seed)).NextBytes(chance);
        var text = Encoding.UTF8.GetBytes($"{number} {Convert.ToBase64String(chance)}");
        recorder.Tap(Recorded.Origin1).Take(new RawMessage("numbers", Recorded.Start.AddSeconds(number), null, false, text));
    }

    private List<int> Read() =>
    [
        .. Directory.GetFiles(Path.Combine(_folder, "recording")).Order(StringComparer.Ordinal)
            .SelectMany(file => Recorded.ReadAll(file))
            .Select(message => int.Parse(message.Content.Split(' ')[0], null)),
    ];

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
