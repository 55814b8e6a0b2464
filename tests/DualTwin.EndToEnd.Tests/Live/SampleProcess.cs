using System.ComponentModel;
using System.Diagnostics;

namespace DualTwin.EndToEnd.Tests.Live;

/// <summary>A sample that runs until it is killed; the test is skipped where its language is not on this machine.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SampleProcess(Process process)
    {
        _process = process;
        Output = new ProcessOutput(process.StandardOutput);
        Errors = new ProcessOutput(process.StandardError);
    }

    public ProcessOutput Output { get; }

    public ProcessOutput Errors { get; }

    public static SampleProcess Start(string program, params string[] arguments)
    {
        try
        {
            return new SampleProcess(Process.Start(new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not on this machine");
            throw;
        }
    }

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
