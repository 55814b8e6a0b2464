using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DualTwin.RaceModel.Sampling;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Emulator;

/// <summary>
/// A simulated race as the F1 game tells it to a player who uses flashbacks: after each, the laps that the leader has still to begin go
/// otherwise than before.
/// </summary>
public sealed class GameRace
{
    // What a flashback can go back over.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(4);

    private const ulong TurnStream = 0xBF58476D1CE4E5B9;

    private readonly SimulatorOptions _race;
    private readonly TimeProvider _clock;
    private readonly Queue<GameFlashback> _flashbacks;
    private readonly GameEmulator _emulator;
    private readonly List<(uint Frame, TimeSpan At, int LeaderLap)> _told = [];

    /// <param name="race">What is driven; it is played as fast as it is asked for.</param>
    /// <param name="game">How it is told.</param>
    /// <param name="flashbacks">When the player goes back, once the leader has begun the lap.</param>
    /// <param name="clock">Stamps the race.</param>
    /// <param name="send">Takes each datagram; its bytes are used again after the call.</param>
    /// <exception cref="SourceException">An option of the race is wrong; the message names all that are.</exception>
    public GameRace(
        SimulatorOptions race, GameEmulatorOptions game, IEnumerable<GameFlashback> flashbacks, TimeProvider clock, Action<ReadOnlyMemory<byte>> send)
    {
        _race = race with { SpeedFactor = null, UpdateHz = game.RateHz, Races = 1 };
        _clock = clock;
        _flashbacks = new Queue<GameFlashback>(flashbacks.OrderBy(f => f.Lap));
        _emulator = new GameEmulator(game, send);
        Identity = new SimulatorSource(_race, clock).Identity;
    }

    /// <summary>What is driven.</summary>
    public SourceIdentity Identity { get; }

    /// <summary>The session as it stands; what a flashback took back is no part of it.</summary>
    public SessionState Truth { get; private set; } = SessionState.Empty;

    /// <summary>Where it went on otherwise, by the flashbacks so far.</summary>
    public ImmutableArray<RaceTurn> Turns { get; private set; }

    /// <summary>
    /// Plays the race frame by frame: each frame's datagrams are sent, then the time is given that the player has driven, the time
    /// taken back included.
    /// </summary>
    public async IAsyncEnumerable<TimeSpan> PlayAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (zero, lost) = ((TimeSpan?)null, TimeSpan.Zero);
        var goesOnAfter = (TimeSpan?)null;
        Turns = _race.Turns;
        for (var again = true; again;)
        {
            again = false;
            var (state, there) = (SessionState.Empty, (SessionState?)null);
            await foreach (var frame in new SimulatorSource(_race with { Turns = Turns }, _clock).ReadAsync(cancellationToken))
            {
                state = SessionMerger.Apply(state, frame).State;
                if (state.SessionTime is not { } time)
                {
                    continue;
                }

                if (time <= goesOnAfter)
                {
                    // Told before the flashback, and just so.
                    there = state;
                    continue;
                }

                GoBack(ref there);
                Tell(state, time);
                zero ??= time;
                yield return time - zero.Value + lost;
                if (Target(state, time) is { } target)
                {
                    lost += time - target.At;
                    goesOnAfter = target.At;
                    Turns = Turns.Add(new RaceTurn(target.LeaderLap, _race.Seed + (TurnStream * (ulong)(Turns.Length + 1))));
                    again = true;
                    break;
                }
            }
        }
    }

    /// <summary>Tells that the session is over.</summary>
    public void End() => _emulator.End();

    private void Tell(SessionState state, TimeSpan time)
    {
        Truth = state;
        _emulator.Tell(state);
        _told.Add((_emulator.Frame, time, state.Session.LeaderLap));
        if (_told.Count > 1000 && time - _told[_told.Count / 2].At > Kept)
        {
            _told.RemoveRange(0, _told.Count / 2);
        }
    }

    private void GoBack(ref SessionState? there)
    {
        if (there is not null)
        {
            _emulator.GoBack(_told[^1].Frame, there);
            there = null;
        }
    }

    // Where a flashback that is due goes back to; what was told after is forgotten.
    private (uint Frame, TimeSpan At, int LeaderLap)? Target(SessionState state, TimeSpan time)
    {
        if (!_flashbacks.TryPeek(out var next) || state.Session.LeaderLap < next.Lap)
        {
            return null;
        }

        _flashbacks.Dequeue();
        var target = _told.FindLastIndex(t => t.At <= time - next.By);
        if (target < 0)
        {
            return null;
        }

        _told.RemoveRange(target + 1, _told.Count - target - 1);
        return _told[target];
    }
}
