using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>Tells a simulated race frame by frame: all cars' motion, and of the rest what is new.</summary>
internal sealed class RaceReporter
{
    private readonly DrawnRace _drawn;
    private readonly SimulatedRace _race;
    private readonly SourceIdentity _identity;
    private readonly DateTimeOffset _lightsOut;
    private readonly Classification _order;
    private readonly CarReporter[] _cars;
    private SessionPhase _phase = SessionPhase.NotStarted;
    private TrackStatus _status = TrackStatus.Green;
    private (WeatherCondition Weather, bool Raining) _weather;
    private int _leaderLap;

    public RaceReporter(DrawnRace drawn, SourceIdentity identity, DateTimeOffset lightsOut)
    {
        _drawn = drawn;
        _race = drawn.Race;
        _identity = identity;
        _lightsOut = lightsOut;
        _order = new Classification(_race);
        _cars = [.. _race.Cars.Select((car, i) => new CarReporter(_race, i, new CarTold { Position = car.Start.GridPosition }))];
        _weather = WeatherIn(1);
    }

    /// <summary>The first frame: the session, the track and who takes part.</summary>
    public Frame Introduce(double seconds, DateTimeOffset measuredAt, DateTimeOffset receivedAt) => Frame(seconds, measuredAt, receivedAt) with
    {
        Session = new SessionUpdate
        {
            SessionId = $"simulator-{_race.Sampled.Parameters.Circuit.Name}-{_drawn.Seed}",
            Type = SessionType.Race,
            Kind = SessionKind.Race,
            MeetingName = $"Simulated race {_drawn.Seed}",
            CircuitName = _race.Sampled.Parameters.Circuit.Name,
            ScheduledStart = _lightsOut,
            TotalLaps = _race.Sampled.Parameters.Laps,
            LeaderLap = 0,
            Phase = SessionPhase.NotStarted,
        },
        Track = new TrackUpdate
        {
            Status = TrackStatus.Green,
            Weather = _weather.Weather,
            Raining = _weather.Raining,
            AirTemperatureCelsius = _drawn.AirCelsius,
            TrackTemperatureCelsius = _drawn.TrackCelsius,
        },
        Cars = [.. _cars.Select((c, i) => c.Introduce(_drawn.Entrants[i]))],
    };

    /// <summary>What is new at a time, s since lights out.</summary>
    public Frame Report(double seconds, DateTimeOffset measuredAt, DateTimeOffset receivedAt)
    {
        _order.MoveTo(seconds);
        var cars = ImmutableArray.CreateBuilder<CarUpdate>(_cars.Length);
        for (var place = 0; place < _order.Order.Length; place++)
        {
            var standing = _order.Order[place];
            cars.Add(_cars[standing.Index].Report(standing, place, _order, seconds));
        }

        var messages = ImmutableArray.CreateBuilder<RaceControlMessage>();
        var session = Session(seconds, measuredAt, messages);
        return Frame(seconds, measuredAt, receivedAt) with
        {
            Session = session,
            Track = Track(seconds, measuredAt, messages),
            Cars = cars.MoveToImmutable(),
            Messages = messages.ToImmutable(),
        };
    }

    /// <summary>What race control says of a new track status.</summary>
    public static RaceControlMessage Announce(TrackStatus status, int lap, DateTimeOffset at) => status switch
    {
        TrackStatus.SafetyCar => new RaceControlMessage("SAFETY CAR DEPLOYED", "SafetyCar", at) { Lap = lap },
        TrackStatus.VirtualSafetyCar => new RaceControlMessage("VSC DEPLOYED", "SafetyCar", at) { Lap = lap },
        TrackStatus.Yellow => new RaceControlMessage("YELLOW FLAG", "Flag", at) { Lap = lap, Flag = "YELLOW" },
        _ => new RaceControlMessage("TRACK CLEAR", "Flag", at) { Lap = lap, Flag = "CLEAR" },
    };

    private Frame Frame(double seconds, DateTimeOffset measuredAt, DateTimeOffset receivedAt) => new()
    {
        Source = _identity,
        MeasuredAt = measuredAt,
        ReceivedAt = receivedAt,
        SessionTime = TimeSpan.FromMilliseconds(Math.Round((seconds + SimulatorSource.GridSeconds) * 1000)),
    };

    private SessionUpdate? Session(double seconds, DateTimeOffset at, ImmutableArray<RaceControlMessage>.Builder messages)
    {
        var laps = _race.Sampled.Parameters.Laps;
        var leaderLap = seconds < 0 ? 0 : Math.Min(laps, _order.Order[0].LapsCompleted + 1);
        var phase = seconds < 0 ? SessionPhase.NotStarted
            : !(seconds >= _race.Sampled.FlagSeconds) && seconds <= _race.EndSeconds ? SessionPhase.Running
            : seconds <= _race.EndSeconds ? SessionPhase.Finished
            : SessionPhase.Ended;
        if (phase == _phase && leaderLap <= _leaderLap)
        {
            return null;
        }

        if (phase != _phase && phase is SessionPhase.Running or SessionPhase.Finished)
        {
            var (text, flag) = phase == SessionPhase.Running ? ("RACE START", "GREEN") : ("CHEQUERED FLAG", "CHEQUERED");
            messages.Add(new RaceControlMessage(text, "Flag", at) { Flag = flag, Lap = Math.Max(1, leaderLap) });
        }

        var update = new SessionUpdate { Phase = phase == _phase ? null : phase, LeaderLap = leaderLap > _leaderLap ? leaderLap : null };
        (_phase, _leaderLap) = (phase, Math.Max(_leaderLap, leaderLap));
        return update;
    }

    private TrackUpdate? Track(double seconds, DateTimeOffset at, ImmutableArray<RaceControlMessage>.Builder messages)
    {
        var status = seconds > _race.EndSeconds ? TrackStatus.Green : _race.StatusAt(seconds);
        var weather = WeatherIn(Math.Max(1, _leaderLap));
        if (status == _status && weather == _weather)
        {
            return null;
        }

        if (status != _status)
        {
            messages.Add(Announce(status, Math.Max(1, _leaderLap), at));
        }

        var update = new TrackUpdate
        {
            Status = status == _status ? null : status,
            Weather = weather.Weather == _weather.Weather ? null : weather.Weather,
            Raining = weather.Raining == _weather.Raining ? null : weather.Raining,
        };
        (_status, _weather) = (status, weather);
        return update;
    }

    private (WeatherCondition Weather, bool Raining) WeatherIn(int lap)
    {
        var (wetness, raining) = _race.WeatherIn(lap);
        return (raining ? WeatherCondition.Rain : wetness > 0 ? WeatherCondition.Cloudy : WeatherCondition.Sunny, raining);
    }
}
