using DualTwin.Sources.Emulator;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.Game;

/// <summary>A simulated race told as the game tells one, with the truth beside it.</summary>
internal sealed class EmulatedRace
{
    /// <summary>Ten laps of a whole field, told sixty times a second.</summary>
    public static readonly SimulatorOptions Whole =
        new() { Circuit = "Spielberg", Cars = 22, Laps = 10, Seed = 3, SpeedFactor = null, UpdateHz = 60, Races = 1 };

    /// <summary>Lap of a flashback, and by how many seconds it goes back.</summary>
    public List<(int Lap, double Seconds)> Flashbacks { get; } = [];

    public SimulatorOptions Race { get; init; } = Whole with { Cars = 10, UpdateHz = 10 };

    public GameEmulatorOptions Game { get; init; } = new() { Format = 2025 };

    /// <summary>The session as it really went.</summary>
    public SessionState Truth { get; private set; } = SessionState.Empty;

    /// <summary>Plays the race; each datagram is handed on as soon as it is made.</summary>
    public async Task PlayAsync(Action<ReadOnlyMemory<byte>> send, CancellationToken cancellationToken)
    {
        var flashbacks = Flashbacks.Select(f => new GameFlashback(f.Lap, TimeSpan.FromSeconds(f.Seconds)));
        var race = new GameRace(Race, Game with { RateHz = (int)Race.UpdateHz }, flashbacks, TimeProvider.System, send);
        await foreach (var _ in race.PlayAsync(cancellationToken))
        {
            Truth = race.Truth;
        }

        race.End();
    }
}
