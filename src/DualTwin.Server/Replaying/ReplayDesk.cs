using DualTwin.Server.Sourcing;
using DualTwin.Session;
using DualTwin.Sources;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Replaying;

/// <summary>Steers the replay that the session follows: the one way to it for REST and for the command line.</summary>
/// <param name="time">The clock of replays.</param>
/// <param name="config">What is set from outside.</param>
public sealed class ReplayDesk(TimeProvider time, ConfigFeed config) : IDisposable
{
    private readonly Lock _lock = new();
    private ReplayDeck? _deck;
    private string? _settings;
    private SourceSlot? _slot;

    /// <summary>The recording that is replayed; null where the session follows none.</summary>
    public ReplayDeck? Deck
    {
        get
        {
            lock (_lock)
            {
                return _deck;
            }
        }
    }

    /// <summary>The slot that replays <paramref name="recording"/>; made anew from the same settings it goes on with the same replay.</summary>
    internal SourceSlot Slot(IRecording recording, ReplaySpeed speed, string settings)
    {
        lock (_lock)
        {
            if (_slot is null || settings != _settings)
            {
                _deck?.Dispose();
                var current = config.Current;
                var options = new SessionPipelineOptions { OurCarId = current.Car.OurCarId, TotalLaps = current.Race.TotalLaps };
                var deck = new ReplayDeck(recording, new ReplayTransport(speed, time), options);
                (_deck, _settings) = (deck, settings);
                _slot = new SourceSlot
                {
                    Name = $"replay {recording.Identity.Name}",
                    Type = "replay",
                    Create = () => new ReplaySource(deck.Recording, deck.Transport),
                    Settings = settings,
                    OwnSession = true,
                };
            }

            return _slot;
        }
    }

    /// <summary>
    /// Goes to <paramref name="target"/> and waits until the replay is there; one that has ended begins again for it. False where the recording holds no such place.
    /// </summary>
    /// <exception cref="SourceException">The recording cannot be read, does not begin again, or the session follows none.</exception>
    public async Task<bool> SeekAsync(ReplayTarget target, SourceSupervisor supervisor, CancellationToken cancellationToken)
    {
        var (deck, slot) = Now();
        var timeline = await deck.TimelineAsync().WaitAsync(cancellationToken);
        if (target.In(timeline, deck.Transport.Status.Position) is not { } position)
        {
            return false;
        }

        // Whether the supervisor knows by now that the replay is over is another matter: frames of its end may still wait for it.
        var arrival = deck.Transport.SeekAsync(timeline.SeekTo(position, target.Time), out var isOver);
        if (isOver && await supervisor.BeginAgainAsync(slot, slot.ConnectTimeout, cancellationToken) is { Delivering: false } failed && !arrival.IsCompleted)
        {
            throw new SourceException($"The replay does not begin again: {failed.Reason}");
        }

        await arrival.WaitAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => Deck?.Dispose();

    private (ReplayDeck Deck, SourceSlot Slot) Now()
    {
        lock (_lock)
        {
            return _deck is { } deck ? (deck, _slot!) : throw new SourceException("The session follows no recording.");
        }
    }
}
