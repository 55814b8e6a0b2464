using System.ComponentModel;
using System.Diagnostics;

namespace DualTwin.EndToEnd.Tests;

/// <summary>The samples against a real server.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task RestClient_OfAServedSession_PrintsItsOrder()
    {
        var output = await RunAsync(address => (Places.Dotnet, [Places.Built("RestClient"), $"{address}"]));

        Assert.StartsWith("Lap 3, green\n", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  1  11   Ann ALPHA ", output);
        Assert.Matches(@"(?m)^  2  22   Bob BETA .* \+0\.750 s$", output);
    }

    [Fact]
    public async Task StreamClient_OfAServedSession_PrintsAView()
    {
        var output = await RunAsync(address => (Places.Dotnet, [Places.Built("StreamClient"), $"{address}", "1"]));

        Assert.Contains("view: lap 3, 2 cars\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PythonFollower_OfAServedSession_PrintsAView()
    {
        var output = await RunAsync(address => ("python3", [Path.Combine(Places.Root, "samples", "python", "follow.py"), $"{address}", "1"]));

        Assert.Contains("view: lap 3 leader Ann ALPHA\n", output, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(Func<Uri, (string Program, string[] Arguments)> sample)
    {
        using var folder = new WorkFolder();
        await using var server = DualTwinProcess.Start(
            folder.Path, "replay", TinyRecording.Write(folder["race"]), "--speed", "max", "--serve", "--port", "0");
        var address = await server.AddressAsync();
        await server.ErrorLineAsync("it has said all it had to say");
        var (program, arguments) = sample(address);
        return await OutputAsync(program, arguments);
    }

    private static async Task<string> OutputAsync(string program, string[] arguments)
    {
        using var process = StartOrSkip(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
        return (await output).ReplaceLineEndings("\n");
    }

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not on this machine");
            throw;
        }
    }
}
