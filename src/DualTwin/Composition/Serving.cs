using DualTwin.Logging;
using DualTwin.Replay;
using DualTwin.Server;
using DualTwin.Server.Reloading;

namespace DualTwin.Composition;

/// <summary>Runs the server on the configured source until it is told to end.</summary>
internal static class Serving
{
    /// <summary>Serves until <paramref name="cancellationToken"/>, then writes what was served last into <paramref name="folder"/>, where one is given.</summary>
    /// <exception cref="Server.Hosting.ServerStartException">The address cannot be listened on.</exception>
    public static async Task RunAsync(WatchedConfig config, string? folder, CancellationToken cancellationToken, bool steered = false)
    {
        var clock = TimeProvider.System;
        await using var logFile = LoggingSetup.OpenFile(config.First.Config.Logging, clock);
        await using var host = DualTwinServer.Build(config, clock, logging => LoggingSetup.Configure(logging, logFile));
        await host.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"Serving {host.Sources} at {host.Address} (API reference: {host.Address}docs). Ctrl+C ends.");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (steered)
        {
            // On a thread of its own: a console's read cannot be waited for otherwise, nor broken off; the process ends with it.
            _ = Task.Run(() => ReplayConsole.RunAsync(host, Console.In, Console.Out, over.Token), over.Token);
        }

        await host.WaitForShutdownAsync(cancellationToken);
        await over.CancelAsync();
        if (folder is not null)
        {
            ReplayFolder.Write(folder, host.Session.Feed.Current.View);
        }
    }
}
