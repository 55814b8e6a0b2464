using System.CommandLine;
using DualTwin.CommandLine;
using DualTwin.Sending;

namespace DualTwin.Verbs;

/// <summary><c>send</c>: be a live source for another DualTwin, so that live mode can be tried on one machine.</summary>
internal static class SendVerb
{
    private const string Description =
        """
        Play a recording or a simulated race out as live telemetry, for `dualtwin run` or any other receiver, until its end or Ctrl+C.
        Each message is the telemetry snapshot of that moment in schema 1.1.0, with nothing but what the source tells.

        Examples:
          dualtwin send simulator --websocket 8080
          dualtwin send 2018-04-29_Race --websocket 8080 --start 20
          dualtwin send 2018-04-29_Race --udp localhost:20777 --speed 5 --loss 2 --delay 40
          dualtwin send --f1game 2025
          dualtwin send simulator --f1game 2025 --udp localhost:20777 --player 44
          dualtwin send simulator --websocket 8443 --host 0.0.0.0 --tls-certificate server.pem --token-file token
        """;

    public static Command Create()
    {
        var options = new SendOptions();
        var command = new Command("send", Description);
        options.AddTo(command);
        command.Does(async (parsed, cancellationToken) =>
        {
            if (options.Read(parsed, Console.Error) is not { } settings)
            {
                return ExitCodes.WrongUsage;
            }

            await SendAsync(settings, TimeProvider.System, cancellationToken);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task SendAsync(SendSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using IMessageOutlet outlet = settings.WebSocket is { } address
            ? await WebSocketOutlet.OpenAsync(address, clock, Console.Error, cancellationToken)
            : await UdpOutlet.OpenAsync(settings.Udp!, settings.DatagramBytes, Console.Error, cancellationToken);
        if (settings.GameFormat is { } format)
        {
            var game = new GameSender(settings, outlet, clock);
            await Console.Out.WriteLineAsync(
                $"Sending {game.Name} as the F1 game's format {format} to {outlet.Address}, speed {settings.Speed}. Ctrl+C ends.");
            await RunAsync(game.RunAsync, cancellationToken);
            await Console.Out.WriteLineAsync(game.Summary);
            return;
        }

        var sender = new Sender(settings, outlet, clock);
        await Console.Out.WriteLineAsync(
            $"Sending {sender.Source.Identity.Type} {sender.Source.Identity.Name} to {outlet.Address}, speed {settings.Speed}. Ctrl+C ends.");
        await RunAsync(sender.RunAsync, cancellationToken);
        await Console.Out.WriteLineAsync(sender.Summary);
    }

    private static async Task RunAsync(Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await run(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The usual end of a sender.
        }
    }
}
