using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.State;

namespace DualTwin.Sending;

/// <summary>Sends what a player plays: changes no faster than the rate, and a sign of life where nothing changes.</summary>
internal sealed class Sender
{
    // Half of the shortest silence that a receiver takes for a stall.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(1);

    private readonly SendSettings _settings;
    private readonly TimeProvider _clock;
    private readonly IMessageOutlet _outlet;
    private readonly PoorLine _line;
    private readonly SessionPlayer _player;

    public Sender(SendSettings settings, IMessageOutlet outlet, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _outlet = outlet;
        _line = new PoorLine(outlet, settings, clock);
        Source = Open(settings, clock);
        _player = new SessionPlayer(Source, settings.Speed, settings.StartLap, clock);
    }

    /// <summary>What is played.</summary>
    public ITelemetrySource Source { get; }

    /// <summary>What was done, in words.</summary>
    public string Summary => $"{_line.Sent} messages sent, {_line.Lost} lost on purpose";

    /// <summary>Sends until the source has nothing more to say.</summary>
    /// <exception cref="SourceException">The source refuses, or its session does not come to the lap asked for.</exception>
    /// <exception cref="OperationCanceledException">Ended by <paramref name="cancellationToken"/>.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On a thread of its own: coming to the start lap can take seconds of work without a pause.
        var playing = Task.Run(() => _player.PlayAsync(ending.Token), CancellationToken.None);
        var carrying = _line.CarryAsync(ending.Token);
        try
        {
            await OfferAsync(playing, ending.Token);
            await playing;
            await carrying;
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(playing, carrying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static ITelemetrySource Open(SendSettings settings, TimeProvider clock) => settings.Source == SendSettings.Simulator
        ? new SimulatorSource(new SimulatorOptions { Seed = settings.Seed, SpeedFactor = null }, clock)
        : new ReplaySource(Recordings.Open(settings.Source), ReplaySpeed.Maximum, clock);

    private async Task OfferAsync(Task playing, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / _settings.RateHz), _clock);
        SessionState? sent = null;
        var sentAt = 0L;
        while (!playing.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (_player.Current is { } state && (!ReferenceEquals(state, sent) || _clock.GetElapsedTime(sentAt) >= LongestSilence))
            {
                (sent, sentAt) = (state, _clock.GetTimestamp());
                await OfferAsync(state, cancellationToken);
            }
        }

        if (_player.Current is { } last && !ReferenceEquals(last, sent))
        {
            await OfferAsync(last, cancellationToken);
        }

        _line.Complete();
    }

    // The receiver is to see a session that runs now: its clock is the wall's. All else is as the source says it.
    private async Task OfferAsync(SessionState state, CancellationToken cancellationToken)
    {
        var now = _clock.GetUtcNow();
        var shown = state with
        {
            MeasuredAt = now,
            ReceivedAt = now,
            Session = state.Session with { SessionId = state.Session.SessionId ?? Source.Identity.Name },
        };
        foreach (var message in SnapshotEncoder.Encode(shown, _outlet.LongestBytes))
        {
            await _line.OfferAsync(message, cancellationToken);
        }
    }
}
