using DualTwin.Server.Hosting;
using DualTwin.Server.Replaying;
using DualTwin.Sources;

namespace DualTwin.Replay;

/// <summary>Steers a served replay by lines typed or piped in.</summary>
internal static class ReplayConsole
{
    /// <summary>Reads commands until the input ends.</summary>
    public static async Task RunAsync(DualTwinHost host, TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.AsSpan().Trim().Length > 0)
            {
                await output.WriteLineAsync(await AnswerAsync(host, line, cancellationToken));
            }
        }
    }

    private static async Task<string> AnswerAsync(DualTwinHost host, string line, CancellationToken cancellationToken)
    {
        if (ReplayCommand.Read(line) is not { } command)
        {
            return $"Not understood: {ReplayCommand.Help}";
        }

        if (host.Replay.Deck is not { } deck)
        {
            return "The session follows no recording.";
        }

        try
        {
            command.Act?.Invoke(deck.Transport);
            if (command.Target is { } target && !await host.Replay.SeekAsync(target, host.Session.Supervisor, cancellationToken))
            {
                return "The recording holds no such place.";
            }
        }
        catch (SourceException problem)
        {
            return problem.Message;
        }

        var status = deck.Transport.Status;
        return FormattableString.Invariant($"{status.State.ToString().ToLowerInvariant()} at {status.At:hh\\:mm\\:ss}, speed {status.Speed}");
    }
}
