using System.Diagnostics;

namespace DualTwin.Bench;

/// <summary>The built program, serving in a process of its own.</summary>
internal sealed class ServedProgram : IDisposable
{
    private readonly string _folder;

    private ServedProgram(Process process, Uri address, string folder) => (Process, Address, _folder) = (process, address, folder);

    public Process Process { get; }

    public Uri Address { get; }

    /// <summary>Starts <c>dualtwin run</c> on a free port; null, with word of it, where there is no Release build.</summary>
    public static async Task<ServedProgram?> StartAsync(params string[] arguments)
    {
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../DualTwin/release/dualtwin.dll"));
        if (!File.Exists(program))
        {
            Console.WriteLine($"Skipped: there is no Release build at {program}");
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("dualtwin-bench-").FullName;
        var start = new ProcessStartInfo("dotnet", [program, "run", "--port", "0", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        var first = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => first.TrySetResult(line.Data ?? "it ended");
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = (await first.Task).Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal));
        return new ServedProgram(process, new Uri(address), folder);
    }

    public void Dispose()
    {
        Process.Kill();
        Process.WaitForExit();
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
