using System.CommandLine;
using System.Globalization;
using System.Net;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Udp;

namespace DualTwin.Sending;

/// <summary>The options of <c>send</c>, and the settings that follow from them.</summary>
internal sealed class SendOptions
{
    private static readonly HostAndPort GamesOwn = new("localhost", UdpSourceOptions.DefaultPort);

    private readonly Argument<string?> _source = new("SOURCE")
    {
        Description = "\"simulator\", or the folder of a recording; the simulator where --f1game is given",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _webSocket = Text("--websocket", "PORT", "Be a WebSocket server on this port, path /telemetry; 0 takes any free one");
    private readonly Option<string?> _host = Text("--host", "ADDRESS", "Address that the WebSocket server listens on; beyond loopback only with a token (default: localhost)");
    private readonly Option<string?> _certificate = Text("--tls-certificate", "FILE", "Certificate with its key, PEM or PKCS #12: makes it wss");
    private readonly Option<string?> _token = Text("--token-file", "FILE", "File whose first line receivers must show, as \"Authorization: Bearer …\" or \"?token=…\"");
    private readonly Option<string?> _udp = Text("--udp", "HOST:PORT", "Send datagrams there (default with --f1game: localhost:20777)");
    private readonly Option<string?> _datagram = Text("--datagram", "BYTES", "Longest datagram; longer snapshots are split by cars (default: 65507)");
    private readonly Option<string?> _game = Text("--f1game", "YEAR", "Send the simulator's race as the packets of the F1 game in this format, 2020 to 2026");
    private readonly Option<string?> _laps = Text("--laps", "N", "Distance of the game's race (default: the circuit's own)");
    private readonly Option<string?> _player = Text("--player", "ID", "Race number of the game's player (default: a spectator)");
    private readonly Option<bool> _restricted = new("--restricted") { Description = "The game's other drivers keep their telemetry private" };
    private readonly Option<string[]> _flashbacks = new("--flashback")
    {
        HelpName = "LAP:SECONDS",
        Description = "The game's player goes back by so many seconds (1 to 60) when the leader begins this lap; may be given more than once",
    };

    private readonly Option<string?> _speed = Text("--speed", "N", "Times real time (default: 1)");
    private readonly Option<string?> _start = Text("--start", "LAP", "Begin in this lap of the leader (default: the session's beginning)");
    private readonly Option<string?> _rate = Text("--rate", "HZ", "Most messages per second; only changes are sent, and a sign of life each second (default: 4)");
    private readonly Option<string?> _loss = Text("--loss", "PERCENT", "Lose this share of the messages (default: 0)");
    private readonly Option<string?> _delay = Text("--delay", "MS", "Hold each message back (default: 0)");
    private readonly Option<string?> _seed = Text("--seed", "N", "Seed of the simulator and of the loss: equal seeds give equal ones (default: 1)");

    /// <summary>Adds argument and options to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        command.Add(_source);
        foreach (var option in new[] { _webSocket, _host, _certificate, _token, _udp, _datagram, _speed, _start, _rate, _loss, _delay, _seed, _game, _laps, _player })
        {
            command.Add(option);
        }

        command.Add(_restricted);
        command.Add(_flashbacks);
    }

    /// <summary>The settings; null where something is wrong, each problem then stands in <paramref name="errors"/>.</summary>
    public SendSettings? Read(ParseResult parsed, TextWriter errors)
    {
        var reading = new OptionReading(parsed);
        var settings = new SendSettings
        {
            Source = parsed.GetValue(_source) ?? SendSettings.Simulator,
            WebSocket = ReadWebSocket(reading),
            Udp = ReadUdp(reading) ?? (reading.Has(_game) ? GamesOwn : null),
            DatagramBytes = (int)reading.Whole(_datagram, 1024, SnapshotEncoder.LongestDatagramBytes, SnapshotEncoder.LongestDatagramBytes),
            Speed = ReplaySpeed.Times(reading.Number(_speed, ReplaySpeed.Least, 1000, 1)),
            StartLap = reading.Has(_start) ? (int)reading.Whole(_start, 1, 1000, 1) : null,
            RateHz = reading.Has(_game) ? reading.Whole(_rate, 1, 60, 60) : reading.Number(_rate, 0.1, 50, 4),
            GameFormat = reading.Has(_game) ? (ushort)reading.Whole(_game, 2020, 2026, 2025) : null,
            Laps = reading.Has(_laps) ? (int)reading.Whole(_laps, 1, 200, 1) : null,
            PlayerCarId = reading.Text(_player),
            Restricted = parsed.GetValue(_restricted),
            Flashbacks = ReadFlashbacks(reading, parsed.GetValue(_flashbacks) ?? []),
            Loss = reading.Number(_loss, 0, 100, 0) / 100,
            Delay = TimeSpan.FromMilliseconds(reading.Number(_delay, 0, 10_000, 0)),
            Seed = (ulong)reading.Whole(_seed, 0, int.MaxValue, 1),
        };
        if (parsed.GetValue(_source) is null && !reading.Has(_game))
        {
            reading.Problems.Add($"give SOURCE, \"{SendSettings.Simulator}\" or the folder of a recording, or {_game.Name} YEAR");
        }

        CheckTogether(reading);
        CheckGame(reading, settings);
        reading.Problems.ForEach(problem => errors.WriteLine($"error: {problem}"));
        return reading.Problems.Count == 0 ? settings : null;
    }

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };

    private WebSocketAddress? ReadWebSocket(OptionReading reading)
    {
        if (!reading.Has(_webSocket))
        {
            return null;
        }

        var port = (int)reading.Whole(_webSocket, 0, IPEndPoint.MaxPort, 0);
        IPAddress? host = null;
        if (reading.Text(_host) is { } text && text != "localhost" && !IPAddress.TryParse(text.Trim('[', ']'), out host))
        {
            reading.Refuse(_host, "localhost or an IP address of this machine");
        }

        var address = new WebSocketAddress(host, port, reading.Text(_certificate), reading.Text(_token));
        if (!address.IsLoopback && address.TokenFile is null)
        {
            reading.Problems.Add($"--host {host} can be reached from other machines; that needs a token: give --token-file");
        }

        return address;
    }

    private HostAndPort? ReadUdp(OptionReading reading)
    {
        HostAndPort? address = null;
        if (reading.Text(_udp) is { } text && !HostAndPort.TryParse(text, out address))
        {
            reading.Refuse(_udp, $"HOST:PORT with a port from 1 to {IPEndPoint.MaxPort.ToString(CultureInfo.InvariantCulture)}, such as localhost:20777 or [::1]:20777");
        }

        return address;
    }

    private static List<GameFlashback> ReadFlashbacks(OptionReading reading, string[] texts)
    {
        var flashbacks = new List<GameFlashback>();
        foreach (var text in texts)
        {
            if (GameFlashback.TryParse(text, out var flashback))
            {
                flashbacks.Add(flashback);
            }
            else
            {
                reading.Problems.Add($"--flashback is \"{text}\"; expected LAP:SECONDS with a lap from 2 and 1 to 60 seconds, such as 5:12");
            }
        }

        return flashbacks;
    }

    private void CheckGame(OptionReading reading, SendSettings settings)
    {
        if (!reading.Has(_game))
        {
            var others = new[] { (_laps.Name, settings.Laps is not null), (_player.Name, settings.PlayerCarId is not null), (_restricted.Name, settings.Restricted), (_flashbacks.Name, settings.Flashbacks.Count > 0) };
            reading.Problems.AddRange(others.Where(o => o.Item2).Select(o => $"{o.Name} has no meaning without {_game.Name}"));
            return;
        }

        if (settings.Source != SendSettings.Simulator)
        {
            reading.Problems.Add($"{_game.Name} sends the simulator's race only, not \"{settings.Source}\"");
        }

        foreach (var other in new[] { _webSocket, _datagram, _start }.Where(reading.Has))
        {
            reading.Problems.Add($"{other.Name} has no meaning with {_game.Name}");
        }
    }

    private void CheckTogether(OptionReading reading)
    {
        if (reading.Has(_webSocket) == reading.Has(_udp) && !(reading.Has(_game) && !reading.Has(_udp)))
        {
            reading.Problems.Add("give either --websocket PORT or --udp HOST:PORT");
            return;
        }

        var (used, others) = reading.Has(_webSocket)
            ? (_webSocket, new[] { _datagram })
            : (_udp, [_host, _certificate, _token]);
        foreach (var other in others.Where(reading.Has))
        {
            reading.Problems.Add($"{other.Name} has no meaning with {used.Name}");
        }
    }
}
