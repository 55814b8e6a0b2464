using System.Collections.Immutable;
using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Session;

/// <summary>What the game says of the session as a whole.</summary>
internal sealed class GameSession(ulong uid)
{
    private const byte Wildcard = 255;
    private const sbyte UnknownTrack = -1;
    private const byte Storm = 5;

    // A flag that is none or unknown … red.
    private const sbyte LeastFlag = -1;
    private const sbyte MostFlag = 4;

    // What weather stations of the championship have told, with room to spare; other sources' figures are held to the same.
    private const double LeastCelsius = -10;
    private const double MostTrackCelsius = 80;
    private const double MostAirCelsius = 60;

    private SessionUpdate _facts = new() { SessionId = $"f1game-{uid:x16}" };
    private TrackUpdate _track = new();
    private SessionPhase? _toldPhase;
    private bool _toldSuspended;
    private bool _news = true;
    private bool _stale;
    private int? _playerSlot;

    /// <summary>Whether the game has said what kind of session it is.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>Whether it is a race or a sprint.</summary>
    public bool IsRace { get; private set; }

    /// <summary>Whether other people drive in it: their telemetry may be private.</summary>
    public bool IsOnline { get; private set; }

    /// <summary>Length of a lap, m.</summary>
    public double? TrackLength { get; private set; }

    public SafetyCarStatus SafetyCar { get; private set; }

    public PhaseTracker Phase { get; private set; } = new();

    /// <summary>A copy that goes its own way.</summary>
    public GameSession Copy()
    {
        var copy = (GameSession)MemberwiseClone();
        copy.Phase = Phase.Copy();
        return copy;
    }

    /// <summary>Reads the session packet; <paramref name="playerSlot"/> is null for a spectator.</summary>
    public void Read<TPacket, TForecast>(in PacketHeader header, ref TPacket packet, int? playerSlot, GameFaults faults)
        where TPacket : unmanaged, ISessionPacket<TForecast>
        where TForecast : unmanaged, IWeatherForecastSample
    {
        var format = header.PacketFormat;
        var kind = SessionKinds.Kind(format, packet.SessionType, packet.WeekendStructure) ?? _facts.Kind;
        faults.Name(CodeTables.SessionType, format, packet.SessionType);
        IsKnown = kind is not null;
        IsRace = kind is SessionKind.Sprint or SessionKind.Race or SessionKind.Race2 or SessionKind.Race3;
        IsOnline = faults.Flag(packet.NetworkGame) ?? IsOnline;
        TrackLength = packet.TrackLength > 0 ? packet.TrackLength : null;
        SafetyCar = faults.Name(CodeTables.SafetyCarStatus, format, packet.SafetyCarStatus) is null ? SafetyCar : (SafetyCarStatus)packet.SafetyCarStatus;
        if (!IsRace && IsKnown)
        {
            Phase.Timed(runDown: packet is { SessionDuration: > 0, SessionTimeLeft: 0 });
        }

        _facts = _facts with
        {
            Type = SessionKinds.Type(kind),
            Kind = kind,
            CircuitName = CircuitName(format, packet.TrackId, faults),
            TotalLaps = IsRace && packet.TotalLaps > 0 ? packet.TotalLaps : null,
            QualifyingPart = SessionKinds.Part(kind),
            Remaining = IsRace ? null : TimeSpan.FromSeconds(packet.SessionTimeLeft),
            TrackLengthMetres = TrackLength,
            Forecast = Forecast(format, packet.WeatherForecastSamples, packet.NumWeatherForecastSamples, packet.WeekendStructure, faults),
            Game = Game(in header),
            PitWindow = PitWindow(packet.PitStopWindowIdealLap, packet.PitStopWindowLatestLap, packet.PitStopRejoinPosition),
        };
        _playerSlot = playerSlot;
        ReadTrack<TPacket, TForecast>(format, ref packet, faults);
        (_news, _stale) = (true, false);
    }

    /// <summary>Tells the session, where something of it is news; the player's car is one of <paramref name="field"/>.</summary>
    public SessionUpdate? Tell(GameField field)
    {
        var phase = Phase.Phase;
        if (_stale || (!_news && phase == _toldPhase))
        {
            return null;
        }

        (_news, _toldPhase) = (false, phase);
        var player = _playerSlot is { } slot ? field[slot]?.Id : null;
        return _facts with { Phase = phase, Game = _facts.Game is { } game ? game with { PlayerCarId = player } : null };
    }

    /// <summary>Tells track and weather, where <see cref="Tell"/> told the session.</summary>
    public TrackUpdate TellTrack()
    {
        var resumed = _toldSuspended && !Phase.Suspended;
        _toldSuspended = Phase.Suspended;
        return _track with { Status = Phase.Suspended ? TrackStatus.Red : _track.Status ?? (resumed ? TrackStatus.Green : null) };
    }

    /// <summary>
    /// Goes back to how the session was after the game's <paramref name="frame"/>: what was heard of it since is told no more, and the
    /// game tells it anew within half a second.
    /// </summary>
    public void GoBack(long frame)
    {
        _stale = true;
        Phase.GoBack(frame);
        _toldSuspended = Phase.Suspended;
    }

    private void ReadTrack<TPacket, TForecast>(ushort format, ref TPacket packet, GameFaults faults)
        where TPacket : unmanaged, ISessionPacket<TForecast>
        where TForecast : unmanaged, IWeatherForecastSample
    {
        faults.Holds(packet.NumMarshalZones <= packet.MarshalZones.Length);
        var zones = packet.MarshalZones[..Math.Min(packet.NumMarshalZones, packet.MarshalZones.Length)];
        var yellow = false;
        foreach (ref var zone in zones)
        {
            faults.Knows(zone.ZoneFlag is >= LeastFlag and <= MostFlag);
            yellow |= zone.ZoneFlag == (sbyte)FiaFlag.Yellow;
        }

        var weather = Weather(packet.Weather, faults);
        _track = new TrackUpdate
        {
            Status = SafetyCar switch
            {
                SafetyCarStatus.Full => TrackStatus.SafetyCar,
                SafetyCarStatus.Virtual => TrackStatus.VirtualSafetyCar,
                _ => yellow ? TrackStatus.Yellow : TrackStatus.Green,
            },
            Weather = weather,
            Raining = weather is { } told ? told >= WeatherCondition.Drizzle : null,
            TrackTemperatureCelsius = TrackCelsius(packet.TrackTemperature, faults),
            AirTemperatureCelsius = AirCelsius(packet.AirTemperature, faults),
        };
    }

    private static double? TrackCelsius(sbyte value, GameFaults faults) => faults.Finite(value, LeastCelsius, MostTrackCelsius);

    private static double? AirCelsius(sbyte value, GameFaults faults) => faults.Finite(value, LeastCelsius, MostAirCelsius);

    private static WeatherCondition? Weather(byte code, GameFaults faults) => faults.Knows(code <= Storm) ? Weather(code) : null;

    private static WeatherCondition? Weather(byte code) => code switch
    {
        0 => WeatherCondition.Sunny,
        1 or 2 => WeatherCondition.Cloudy,
        3 => WeatherCondition.Drizzle,
        4 => WeatherCondition.Rain,
        Storm => WeatherCondition.Storm,
        _ => null,
    };

    private static string? CircuitName(ushort format, sbyte trackId, GameFaults faults)
    {
        var name = trackId == UnknownTrack ? null : faults.Name(CodeTables.Track, format, trackId);
        var bracket = name?.IndexOf(" (", StringComparison.Ordinal) ?? -1;
        return bracket > 0 && !name!.Contains("Reverse", StringComparison.Ordinal) ? name[..bracket] : name;
    }

    private static GameFacts Game(in PacketHeader header)
    {
        var year = header.GameYear is > 0 and var told ? told : header.PacketFormat % 100;
        return new GameFacts($"F1 {year}", header.PacketFormat, $"{header.GameMajorVersion}.{header.GameMinorVersion:00}", PlayerCarId: null);
    }

    private static PitWindowHint? PitWindow(byte? ideal, byte? latest, byte? rejoin) =>
        ideal is > 0 || latest is > 0 || rejoin is > 0
            ? new PitWindowHint(Lap(ideal), Lap(latest), Lap(rejoin))
            : null;

    private static int? Lap(byte? value) => value is > 0 and < Wildcard ? value : null;

    private static WeatherForecastList Forecast<TForecast>(
        ushort format, Span<TForecast> samples, byte count, ReadOnlySpan<byte> weekend, GameFaults faults)
        where TForecast : unmanaged, IWeatherForecastSample
    {
        faults.Holds(count <= samples.Length);
        var list = ImmutableArray.CreateBuilder<WeatherForecast>(Math.Min(count, samples.Length));
        foreach (ref var sample in samples[..Math.Min(count, samples.Length)])
        {
            faults.Name(CodeTables.SessionType, format, sample.SessionType);
            list.Add(new WeatherForecast(
                SessionKinds.Kind(format, sample.SessionType, weekend),
                TimeSpan.FromMinutes(sample.TimeOffset),
                Weather(sample.Weather, faults),
                TrackCelsius(sample.TrackTemperature, faults),
                AirCelsius(sample.AirTemperature, faults),
                faults.Share(sample.RainPercentage)));
        }

        return new WeatherForecastList(list.DrainToImmutable());
    }
}
