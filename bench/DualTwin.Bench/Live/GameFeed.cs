using DualTwin.Sources.Emulator;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Bench.Live;

/// <summary>A piece of an emulated race, frame by frame, as the datagrams that the game would send.</summary>
internal sealed class GameFeed
{
    public const int Cars = 22;
    private const int FirstLap = 10;
    private const string Player = "44";

    private readonly List<(long Tick, byte[][] Datagrams)> _frames = [];

    /// <summary>The game's frame and the datagrams of each frame sent.</summary>
    public IReadOnlyList<(long Tick, byte[][] Datagrams)> Frames => _frames;

    /// <summary>Makes so much of a race from its tenth lap on.</summary>
    public static async Task<GameFeed> MakeAsync(TimeSpan time)
    {
        var (feed, state, datagrams) = (new GameFeed(), SessionState.Empty, new List<byte[]>());
        var emulator = new GameEmulator(
            new GameEmulatorOptions { Format = 2026, PlayerCarId = Player }, datagram => datagrams.Add(datagram.ToArray()));
        var race = new SimulatorOptions { Cars = Cars, Laps = 50, SpeedFactor = null, UpdateHz = GameEmulatorOptions.FramesPerSecond, Races = 1 };
        await foreach (var frame in new SimulatorSource(race, TimeProvider.System).ReadAsync(CancellationToken.None))
        {
            state = SessionMerger.Apply(state, frame).State;
            if (state.Session.LeaderLap < FirstLap)
            {
                continue;
            }

            emulator.Tell(state);
            feed._frames.Add((emulator.Frame, [.. datagrams]));
            datagrams.Clear();
            if (feed._frames.Count >= time.TotalSeconds * GameEmulatorOptions.FramesPerSecond)
            {
                break;
            }
        }

        return feed;
    }
}
