using DualTwin.Sources.Emulator;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sending;

/// <summary>Sends a simulated race as the F1 game sends one: each frame of the game as its packets.</summary>
internal sealed class GameSender
{
    // What a flashback can go back over, and as much again for one right after it.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(4);

    private readonly SendSettings _settings;
    private readonly PoorLine _line;
    private readonly ReplayClock _pace;
    private readonly Queue<ReadOnlyMemory<byte>> _datagrams = new();
    private readonly Queue<GameFlashback> _flashbacks;
    private readonly List<(uint Frame, SessionState State)> _told = [];
    private readonly GameEmulator _emulator;
    private TimeSpan _lost;

    public GameSender(SendSettings settings, IMessageOutlet outlet, TimeProvider clock)
    {
        _settings = settings;
        _line = new PoorLine(outlet, settings, clock);
        _pace = new ReplayClock(settings.Speed, clock);
        _flashbacks = new Queue<GameFlashback>(settings.Flashbacks.OrderBy(f => f.Lap));
        _emulator = new GameEmulator(
            new GameEmulatorOptions
            {
                Format = settings.GameFormat ?? throw new ArgumentException("There is no game to send as.", nameof(settings)),
                RateHz = (int)settings.RateHz,
                PlayerCarId = settings.PlayerCarId,
                Restricted = settings.Restricted,
                SessionUid = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            datagram => _datagrams.Enqueue(datagram.ToArray()));
        Source = new SimulatorSource(
            new SimulatorOptions { Seed = settings.Seed, Laps = settings.Laps, SpeedFactor = null, UpdateHz = settings.RateHz, Races = 1 }, clock);
    }

    /// <summary>What is played.</summary>
    public SimulatorSource Source { get; }

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
            await PlayAsync(ending.Token);
            _emulator.End();
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

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        var state = SessionState.Empty;
        TimeSpan? zero = null;
        await foreach (var frame in Source.ReadAsync(cancellationToken))
        {
            state = SessionMerger.Apply(state, frame).State;
            if (state.SessionTime is not { } time)
            {
                continue;
            }

            zero ??= time;
            await TellAsync(state, time - zero.Value, cancellationToken);
            if (_flashbacks.TryPeek(out var next) && state.Session.LeaderLap >= next.Lap)
            {
                await GoBackAsync(_flashbacks.Dequeue(), time - zero.Value, cancellationToken);
            }
        }
    }

    private async Task TellAsync(SessionState state, TimeSpan at, CancellationToken cancellationToken)
    {
        await _pace.WaitUntilAsync(at + _lost, cancellationToken);
        _emulator.Tell(state);
        _told.Add((_emulator.Frame, state));
        if (_told.Count > 2 * Kept.TotalSeconds * _settings.RateHz)
        {
            _told.RemoveRange(0, _told.Count / 2);
        }

        await OfferAsync(cancellationToken);
    }

    // The time that was taken back is driven again, and all the rest comes later by as much.
    private async Task GoBackAsync(GameFlashback flashback, TimeSpan at, CancellationToken cancellationToken)
    {
        var target = _told.FindLastIndex(t => t.State.SessionTime <= _told[^1].State.SessionTime - flashback.By);
        if (target < 0)
        {
            return;
        }

        var again = _told.GetRange(target + 1, _told.Count - target - 1);
        _emulator.GoBack(_told[target].Frame, _told[target].State);
        _told.RemoveRange(target + 1, again.Count);
        _lost += flashback.By;
        foreach (var (_, state) in again)
        {
            await TellAsync(state, at - (again[^1].State.SessionTime!.Value - state.SessionTime!.Value), cancellationToken);
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
