using DualTwin.Sources.Emulator;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Simulator;

namespace DualTwin.Sending;

/// <summary>Sends a simulated race as the F1 game sends one: each frame of the game as its packets, each when it is due.</summary>
internal sealed class GameSender
{
    private readonly PoorLine _line;
    private readonly ReplayClock _pace;
    private readonly Queue<ReadOnlyMemory<byte>> _datagrams = new();
    private readonly GameRace _race;

    public GameSender(SendSettings settings, IMessageOutlet outlet, TimeProvider clock)
    {
        _line = new PoorLine(outlet, settings, clock);
        _pace = new ReplayClock(settings.Speed, clock);
        _race = new GameRace(
            new SimulatorOptions { Seed = settings.Seed, Laps = settings.Laps },
            new GameEmulatorOptions
            {
                Format = settings.GameFormat ?? throw new ArgumentException("There is no game to send as.", nameof(settings)),
                RateHz = (int)settings.RateHz,
                PlayerCarId = settings.PlayerCarId,
                Restricted = settings.Restricted,
                SessionUid = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            settings.Flashbacks,
            clock,
            datagram => _datagrams.Enqueue(datagram.ToArray()));
    }

    /// <summary>What is played.</summary>
    public string Name => _race.Identity.Name;

    /// <summary>What was done, in words.</summary>
    public string Summary => $"{_line.Sent} packets sent, {_line.Lost} lost on purpose";

    /// <summary>Sends until the race is over.</summary>
    /// <exception cref="OperationCanceledException">Ended by <paramref name="cancellationToken"/>.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var carrying = _line.CarryAsync(ending.Token);
        try
        {
            await foreach (var due in _race.PlayAsync(ending.Token))
            {
                await _pace.WaitUntilAsync(due, ending.Token);
                await OfferAsync(ending.Token);
            }

            _race.End();
            await OfferAsync(ending.Token);
            _line.Complete();
            await carrying;
        }
        finally
        {
            await ending.CancelAsync();
            await carrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task OfferAsync(CancellationToken cancellationToken)
    {
        while (_datagrams.TryDequeue(out var datagram))
        {
            await _line.OfferAsync(datagram, cancellationToken);
        }
    }
}
