using DualTwin.F1Game.Packets;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.Game;

/// <summary>A small race told as the game tells one, whose packets a test changes before they are heard.</summary>
internal sealed class GameScene
{
    private const int RateHz = 10;

    private static readonly SimulatorOptions Race = new()
    {
        Circuit = "Spielberg", Cars = 6, Laps = 5, Seed = 11, SpeedFactor = null, UpdateHz = RateHz, Races = 1, WeatherChanges = false,
    };

    private static List<SessionState>? _race;

    private readonly Dictionary<(PacketId Kind, string Field), double> _changes = [];
    private readonly HashSet<PacketId> _muted = [];
    private readonly List<SessionState> _states;
    private readonly GameEmulator _emulator;
    private readonly GameEmulatorOptions _game;
    private PacketHeader _header;
    private int _at;

    private GameScene(List<SessionState> states, GameEmulatorOptions game, int at)
    {
        (_states, _game, _at) = (states, game with { RateHz = RateHz }, at);
        _emulator = new GameEmulator(_game, Send);
    }

    public Assembling Heard { get; init; } = new();

    public SessionState State => Heard.State;

    /// <summary>The session as the emulator has it.</summary>
    public SessionState Truth => _states[_at - 1];

    /// <summary>What was sent, oldest first.</summary>
    public List<byte[]> Sent { get; } = [];

    /// <summary>The header of the newest packet.</summary>
    public PacketHeader Header => _header;

    /// <summary>The race from so many seconds after its lights go out.</summary>
    public static async Task<GameScene> FromAsync(double seconds, GameEmulatorOptions? game = null, Assembling? heard = null) => new(
        _race ??= await StatesAsync(), game ?? new GameEmulatorOptions { PlayerCarId = "7" }, (int)((seconds + SimulatorSource.GridSeconds) * RateHz))
    {
        Heard = heard ?? new Assembling(),
    };

    /// <summary>Writes a value into a field of all packets of a kind from now on.</summary>
    public GameScene Set(PacketId kind, string field, double value)
    {
        _changes[(kind, field)] = value;
        return this;
    }

    /// <summary>Leaves packets of a kind out from now on.</summary>
    public void Mute(PacketId kind) => _muted.Add(kind);

    /// <summary>Sends packets of a kind again.</summary>
    public void Unmute(PacketId kind) => _muted.Remove(kind);

    public GameScene Play(double seconds)
    {
        for (var i = 0; i < seconds * RateHz; i++)
        {
            _emulator.Tell(_states[_at++]);
        }

        return this;
    }

    /// <summary>Plays until something holds.</summary>
    public void PlayUntil(Func<SessionState, bool> holds)
    {
        do
        {
            _emulator.Tell(_states[_at++]);
        }
        while (!holds(Truth));
    }

    /// <summary>The player goes back by so many seconds.</summary>
    public void GoBack(double seconds)
    {
        var steps = (int)(seconds * RateHz);
        _at -= steps;
        _emulator.GoBack(_emulator.Frame - (uint)(steps * GameEmulatorOptions.FramesPerSecond / RateHz), Truth);
    }

    public GameScene Tell(EventCode code, params byte[] details)
    {
        Heard.Take(Wire.Event(in _header, code, details));
        return this;
    }

    private static async Task<List<SessionState>> StatesAsync()
    {
        var (states, state) = (new List<SessionState>(), SessionState.Empty);
        await foreach (var frame in new SimulatorSource(Race, TimeProvider.System).ReadAsync(CancellationToken.None))
        {
            states.Add(state = SessionMerger.Apply(state, frame).State);
        }

        return states;
    }

    private void Send(ReadOnlyMemory<byte> datagram)
    {
        var bytes = datagram.ToArray();
        Assert.True(PacketHeader.TryRead(bytes, out _header, out _));
        if (_muted.Contains(_header.PacketId))
        {
            return;
        }

        foreach (var ((kind, field), value) in _changes)
        {
            if (kind == _header.PacketId)
            {
                Wire.Set(bytes, field, value);
            }
        }

        Sent.Add(bytes);
        Heard.Take(bytes, _header.SessionTimeSeconds);
    }
}
