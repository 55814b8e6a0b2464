using System.Diagnostics;
using System.Threading.Channels;

namespace DualTwin.EndToEnd.Tests;

/// <summary>The executable, running. What is still alive at the end of a test is killed.</summary>
internal sealed class DualTwinProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Channel<string> _errorLines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private readonly Task<string> _output;
    private readonly Task _errors;

    private DualTwinProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = ReadErrorsAsync();
    }

    /// <summary>Starts <c>dualtwin</c> in <paramref name="folder"/>.</summary>
    public static DualTwinProcess Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts <c>dualtwin</c> in <paramref name="folder"/> with more <paramref name="environment"/>.</summary>
    public static DualTwinProcess Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Places.Dotnet, [Places.Executable, .. arguments])
        {
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

    /// <summary>Runs <c>dualtwin</c> in <paramref name="folder"/> to its end.</summary>
    public static async Task<ProcessResult> RunAsync(string folder, params string[] arguments)
    {
        await using var process = Start(folder, arguments);
        return await process.EndAsync();
    }

    /// <summary>The first line of the error output, from now on, that holds <paramref name="text"/>.</summary>
    public async Task<string> ErrorLineAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var line in _errorLines.Reader.ReadAllAsync(patience.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"the process ended without the line '{text}':\n{string.Join('\n', _seen)}");
    }

    /// <summary>Sends the signal called <paramref name="name"/>, such as <c>INT</c>.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProcessResult> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _errors;
        return new ProcessResult(_process.ExitCode, await _output, string.Join('\n', _seen));
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

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _seen.Add(line);
            _errorLines.Writer.TryWrite(line);
        }

        _errorLines.Writer.Complete();
    }
}
