using System.Diagnostics;
using System.Globalization;

namespace DualTwin.EndToEnd.Tests;

/// <summary>The executable, running. What is still alive at the end of a test is killed.</summary>
internal sealed class DualTwinProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ProcessOutput _output;
    private readonly ProcessOutput _errors;

    private DualTwinProcess(Process process)
    {
        _process = process;
        _output = new ProcessOutput(process.StandardOutput);
        _errors = new ProcessOutput(process.StandardError);
    }

    /// <summary>Starts <c>dualtwin</c> in <paramref name="folder"/>.</summary>
    public static DualTwinProcess Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts <c>dualtwin</c> in <paramref name="folder"/> with more <paramref name="environment"/>.</summary>
    public static DualTwinProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string[] command = [.. InterruptIsIgnored() ? ["env", "--default-signal=INT"] : Array.Empty<string>(), Places.Dotnet, Places.Executable, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new DualTwinProcess(Process.Start(start)!);
    }

    // A shell that runs the tests in the background has them ignore Ctrl+C, and what they start inherits that.
    private static bool InterruptIsIgnored()
    {
        if (!File.Exists("/proc/self/status"))
        {
            return false;
        }

        var ignored = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (ulong.Parse(ignored.AsSpan("SigIgn:".Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 0b10) != 0;
    }

    /// <summary>Runs <c>dualtwin</c> in <paramref name="folder"/> to its end.</summary>
    public static async Task<ProcessResult> RunAsync(string folder, params string[] arguments)
    {
        await using var process = Start(folder, arguments);
        return await process.EndAsync();
    }

    /// <summary>The first line of the standard output, from now on, that holds <paramref name="text"/>.</summary>
    public Task<string> OutputLineAsync(string text) => _output.LineAsync(text, Patience);

    /// <summary>The first line of the error output, from now on, that holds <paramref name="text"/>.</summary>
    public Task<string> ErrorLineAsync(string text) => _errors.LineAsync(text, Patience);

    /// <summary>Types a line in, and returns what is answered: the next line of the standard output that holds <paramref name="answer"/>.</summary>
    public async Task<string> SayAsync(string line, string answer)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await OutputLineAsync(answer);
    }

    /// <summary>Where the server says that it listens.</summary>
    public async Task<Uri> AddressAsync()
    {
        var line = await OutputLineAsync("Serving ");
        return new Uri(line.Split(" at ")[1].Split(' ')[0]);
    }

    /// <summary>Sends the signal called <paramref name="name"/>, such as <c>INT</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends it without a goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProcessResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new ProcessResult(_process.ExitCode, await _output.AllAsync(), await _errors.AllAsync());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
