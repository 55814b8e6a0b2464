using DualTwin.Sources.Emulator;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.Game;

/// <summary>A simulated race told as the game tells one, with the truth beside it.</summary>
internal sealed class EmulatedRace
{
    /// <summary>Lap of a flashback, and by how many seconds it goes back.</summary>
    public List<(int Lap, double Seconds)> Flashbacks { get; } = [];

    /// <summary>Ten laps of a whole field, told sixty times a second.</summary>
    public static readonly SimulatorOptions Whole =
        new() { Circuit = "Spielberg", Cars = 22, Laps = 10, Seed = 3, SpeedFactor = null, UpdateHz = 60, Races = 1 };

    public SimulatorOptions Race { get; init; } = Whole with { Cars = 10, UpdateHz = 10 };

    public GameEmulatorOptions Game { get; init; } = new() { Format = 2025 };

    /// <summary>The session as it really went.</summary>
    public SessionState Truth { get; private set; } = SessionState.Empty;

    /// <summary>Plays the race; each datagram is handed on as soon as it is made.</summary>
    public async Task PlayAsync(Action<ReadOnlyMemory<byte>> send, CancellationToken cancellationToken)
    {
        var emulator = new GameEmulator(Game with { RateHz = (int)Race.UpdateHz }, send);
        var told = new List<(uint Frame, SessionState State)>();
        var waiting = new Queue<(int Lap, double Seconds)>(Flashbacks);
        await foreach (var frame in new SimulatorSource(Race, TimeProvider.System).ReadAsync(cancellationToken))
        {
            Truth = SessionMerger.Apply(Truth, frame).State;
            emulator.Tell(Truth);
            told.Add((emulator.Frame, Truth));
            if (waiting.TryPeek(out var next) && Truth.Session.LeaderLap == next.Lap && (Truth.Cars[0].Motion.LapFraction ?? 0) > 0.3)
            {
                waiting.Dequeue();
                GoBack(emulator, told, next.Seconds);
            }

            if (told.Count > 60 * 120)
            {
                told.RemoveRange(0, 60 * 60);
            }
        }

        emulator.End();
    }

    // The player drives the lost time once more, and just the same.
    private static void GoBack(GameEmulator emulator, List<(uint Frame, SessionState State)> told, double seconds)
    {
        var target = told.FindLastIndex(t => t.State.SessionTime <= told[^1].State.SessionTime - TimeSpan.FromSeconds(seconds));
        var again = told.Skip(target + 1).ToList();
        emulator.GoBack(told[target].Frame, told[target].State);
        foreach (var (_, state) in again)
        {
            emulator.Tell(state);
        }
    }
}
