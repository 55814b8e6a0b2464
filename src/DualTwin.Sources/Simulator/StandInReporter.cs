using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>Tells, frame by frame, how a race goes on from a state. Times are those since the state, s.</summary>
internal sealed class StandInReporter
{
    private readonly SessionState _state;
    private readonly SourceIdentity _identity;
    private readonly StandInMode _mode;
    private readonly SimulatedRace? _race;
    private readonly Classification? _order;
    private readonly CarReporter[] _cars;
    private readonly double _lightsOut;
    private SessionPhase? _phase;
    private TrackStatus _status;
    private bool _raining;
    private int _leaderLap;
    private TimeSpan? _remaining;

    /// <param name="state">The state to go on from, with at least one car.</param>
    /// <param name="field">What is known of it.</param>
    /// <param name="identity">Who makes the frames.</param>
    /// <param name="lightsOut">When a race starts that has not yet, s.</param>
    /// <param name="seed">Which of the possible continuations.</param>
    public StandInReporter(SessionState state, StandInField field, SourceIdentity identity, double lightsOut, ulong seed)
    {
        _state = state;
        _identity = identity;
        _mode = field.Mode;
        _lightsOut = _mode == StandInMode.Grid ? lightsOut : 0;
        _race = _mode == StandInMode.Holding ? null : StandInRace.Build(state, field, seed);
        _order = _race is null ? null : new Classification(_race);
        _cars = _race is null ? [] : [.. state.Cars.Select((car, i) => new CarReporter(_race, i, StandInTold.Of(car, field, _race, i)))];
        (_phase, _leaderLap, _remaining) = (state.Session.Phase, state.Session.LeaderLap, state.Session.Remaining);
        _status = state.Track.Status ?? TrackStatus.Green;
        _raining = _race?.Sampled.Start.Raining ?? false;
    }

    /// <summary>From when on nothing changes any more, s.</summary>
    public double EndSeconds => _race is null ? 0 : _lightsOut + _race.EndSeconds;

    /// <summary>What is new at a time.</summary>
    /// <param name="seconds">The time.</param>
    /// <param name="measuredAt">When that is (UTC).</param>
    /// <param name="receivedAt">When the frame is made (UTC).</param>
    public Frame Report(double seconds, DateTimeOffset measuredAt, DateTimeOffset receivedAt)
    {
        var frame = new Frame
        {
            Source = _identity,
            MeasuredAt = measuredAt,
            ReceivedAt = receivedAt,
            SessionTime = _state.SessionTime + TimeSpan.FromSeconds(seconds),
        };
        if (_race is null)
        {
            return frame;
        }

        var now = seconds - _lightsOut;
        _order!.MoveTo(now);
        var messages = ImmutableArray.CreateBuilder<RaceControlMessage>();
        return frame with
        {
            Cars = Cars(now),
            Session = _mode == StandInMode.Circulating ? Clock(seconds) : Race(now, measuredAt, messages),
            Track = _mode == StandInMode.Circulating ? null : Track(now, measuredAt, messages),
            Messages = messages.ToImmutable(),
        };
    }

    private ImmutableArray<CarUpdate> Cars(double now)
    {
        var order = _order!.Order;
        var cars = ImmutableArray.CreateBuilder<CarUpdate>(order.Length);
        for (var place = 0; place < order.Length; place++)
        {
            cars.Add(_cars[order[place].Index].Report(order[place], place, _order, now));
        }

        return cars.MoveToImmutable();
    }

    private SessionUpdate? Clock(double seconds)
    {
        if (_state.Session.Remaining is not { } whole)
        {
            return null;
        }

        var left = TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling(whole.TotalSeconds - seconds)));
        if (left >= _remaining)
        {
            return null;
        }

        _remaining = left;
        return new SessionUpdate { Remaining = left };
    }

    private SessionUpdate? Race(double now, DateTimeOffset at, ImmutableArray<RaceControlMessage>.Builder messages)
    {
        var phase = PhaseAt(now);
        var lap = now < 0 ? 0 : Math.Min(_race!.Sampled.Parameters.Laps, _race.Cars.Max(c => c.LapsAt(now)) + 1);
        lap = _mode == StandInMode.Finishing ? _leaderLap : Math.Max(lap, _leaderLap);
        if (phase == _phase && lap == _leaderLap)
        {
            return null;
        }

        if (phase != _phase && phase is SessionPhase.Running or SessionPhase.Finished)
        {
            var (text, flag) = phase == SessionPhase.Running ? ("RACE START", "GREEN") : ("CHEQUERED FLAG", "CHEQUERED");
            messages.Add(new RaceControlMessage(text, "Flag", at) { Flag = flag, Lap = Math.Max(1, lap) });
        }

        var update = new SessionUpdate { Phase = phase == _phase ? null : phase, LeaderLap = lap == _leaderLap ? null : lap };
        (_phase, _leaderLap) = (phase, lap);
        return update;
    }

    // A source that tells no phases is not heard to start one before the flag.
    private SessionPhase? PhaseAt(double now) =>
        now < 0 ? _phase
        : now > _race!.EndSeconds ? SessionPhase.Ended
        : now >= _race.Sampled.FlagSeconds ? SessionPhase.Finished
        : _mode == StandInMode.Grid ? SessionPhase.Running
        : _phase;

    private TrackUpdate? Track(double now, DateTimeOffset at, ImmutableArray<RaceControlMessage>.Builder messages)
    {
        var status = now > _race!.EndSeconds ? TrackStatus.Green : now < 0 ? _status : _race.StatusAt(now);
        var raining = _race.WeatherIn(Math.Max(1, _leaderLap)).Raining;
        if (status == _status && raining == _raining)
        {
            return null;
        }

        if (status != _status)
        {
            messages.Add(RaceReporter.Announce(status, Math.Max(1, _leaderLap), at));
        }

        var update = new TrackUpdate
        {
            Status = status == _status ? null : status,
            Raining = raining == _raining ? null : raining,
            Weather = raining == _raining ? null : raining ? WeatherCondition.Rain : WeatherCondition.Cloudy,
        };
        (_status, _raining) = (status, raining);
        return update;
    }
}
