using System.Collections.Immutable;
using System.Globalization;
using DualTwin.Backtest.Archive;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Walk;

/// <summary>
/// Makes the frames that a feed of line crossings would have sent of a recorded race. A lap, its tyres and its pit-lane visits are told when
/// the lap is complete, weather at its own time, and messages of race control when the leader has completed their lap.
/// </summary>
internal sealed class RaceFrames
{
    private readonly RecordedRace _race;
    private readonly SourceIdentity _source;
    private readonly DateTimeOffset _zero;
    private readonly CrossingOrder _order = new();
    private readonly TrackStatusReader _status = new();
    private readonly Dictionary<string, TyreTold> _tyres;
    private readonly RecordedMessage[] _messages;
    private readonly Dictionary<string, string> _drivers = new(StringComparer.Ordinal);
    private int _weatherTold;
    private int _messagesTold;

    public RaceFrames(RecordedRace race)
    {
        _race = race;
        _source = new SourceIdentity("backtest", string.Create(CultureInfo.InvariantCulture, $"{race.Season}-{race.Round}"), SourceMode.Replay);
        _zero = new DateTimeOffset(Math.Clamp(race.Season, 1, 9999), 1, 1, 0, 0, 0, TimeSpan.Zero);
        _tyres = race.Cars.ToDictionary(c => c.Driver, _ => new TyreTold(), StringComparer.Ordinal);
        foreach (var car in race.Cars.Where(c => c.Number is not null))
        {
            _drivers.TryAdd(car.Number!.Value.ToString(CultureInfo.InvariantCulture), car.Driver);
        }

        _messages = [.. race.Messages.OrderBy(m => m.Lap)];
    }

    /// <summary>The frame before lights out: the session, the cars and the grid.</summary>
    public Frame Start() => FrameAt(0) with
    {
        Session = new SessionUpdate
        {
            SessionId = _source.Name,
            Type = SessionType.Race,
            Kind = SessionKind.Race,
            MeetingName = _race.Event,
            TotalLaps = _race.Facts?.Distance,
            LeaderLap = 1,
            Phase = SessionPhase.Running,
        },
        Track = new TrackUpdate { Status = TrackStatus.Green },
        Cars = [.. _race.Cars.Select(car => new CarUpdate
        {
            CarId = car.Driver,
            RaceNumber = car.Number,
            DriverCode = car.Driver,
            Team = car.Team,
            GridPosition = car.Grid,
            LapsCompleted = 0,
            InPit = false,
        })],
    };

    /// <summary>The frames that tell of the crossing at the end of <paramref name="lap"/>, and of what happened since the one before.</summary>
    public IEnumerable<Frame> At(RecordedCar car, RecordedLap lap)
    {
        var now = lap.EndSeconds!.Value;
        for (; _weatherTold < _race.Weather.Count && _race.Weather[_weatherTold].Seconds < now; _weatherTold++)
        {
            yield return WeatherFrame(_race.Weather[_weatherTold]);
        }

        if (_status.Read(lap))
        {
            yield return FrameAt(now) with { Track = new TrackUpdate { Status = _status.Status } };
        }

        var stints = _tyres[car.Driver].After(lap);
        if (lap.PitOut)
        {
            yield return FrameAt(now) with { Cars = [ExitOf(car, lap, stints)] };
            stints = [];
        }

        var crossing = CrossingOf(car, lap, stints);
        crossing = _order.Cross(car, lap) ? crossing with { Stopped = false } : crossing;
        yield return FrameAt(now) with { Cars = [crossing], Messages = NewMessages() };
        ImmutableArray<CarUpdate> stopped = [.. _order.NewlyStopped().Select(driver => new CarUpdate { CarId = driver, Stopped = true })];
        if (!stopped.IsEmpty)
        {
            yield return FrameAt(now) with { Cars = stopped };
        }
    }

    private Frame FrameAt(double seconds) => new()
    {
        Source = _source,
        MeasuredAt = _zero + TimeSpan.FromSeconds(seconds),
        ReceivedAt = _zero + TimeSpan.FromSeconds(seconds),
        SessionTime = TimeSpan.FromSeconds(seconds),
    };

    private Frame WeatherFrame(RecordedWeather sample) => FrameAt(sample.Seconds) with
    {
        Track = new TrackUpdate
        {
            AirTemperatureCelsius = sample.AirCelsius,
            TrackTemperatureCelsius = sample.TrackCelsius,
            HumidityPercent = sample.HumidityPercent,
            WindSpeedMetresPerSecond = sample.WindMetresPerSecond,
            Raining = sample.Raining,
        },
    };

    private static CarUpdate ExitOf(RecordedCar car, RecordedLap lap, ImmutableArray<StintUpdate> stints) => new()
    {
        CarId = car.Driver,
        InPit = false,
        PitLaneTime = Time(lap.PitLaneSeconds),
        Stints = stints,
    };

    private CarUpdate CrossingOf(RecordedCar car, RecordedLap lap, ImmutableArray<StintUpdate> stints)
    {
        var down = Math.Max(0, _order.Completed - lap.Lap);
        return new CarUpdate
        {
            CarId = car.Driver,
            LapsCompleted = lap.Lap,
            LastLapTime = Time(lap.LapSeconds),
            Cleared = lap.LapSeconds is null ? CarFields.LastLapTime : CarFields.None,
            LastLapSectors = new LapSectors(Time(lap.Sectors.First), Time(lap.Sectors.Second), Time(lap.Sectors.Third)),
            LastLapTrackStatus = TrackStatusReader.Worst(lap.Status),
            Position = lap.Position,
            GapToLeader = down > 0 ? Gap.OfLaps(down) : Gap.Of(TimeSpan.FromSeconds(_order.BehindLeader(lap))),
            Interval = _order.BehindAhead(lap) is { } behind ? Gap.Of(TimeSpan.FromSeconds(behind)) : null,
            InPit = lap.PitIn ? true : null,
            Stints = stints,
        };
    }

    private ImmutableArray<RaceControlMessage> NewMessages()
    {
        var from = _messagesTold;
        while (_messagesTold < _messages.Length && _messages[_messagesTold].Lap <= _order.Completed)
        {
            _messagesTold++;
        }

        return [.. _messages[from.._messagesTold].Select(m => new RaceControlMessage(m.Text, m.Category, null) { Lap = m.Lap, Flag = m.Flag, CarId = m.Number is null ? null : _drivers.GetValueOrDefault(m.Number) })];
    }

    private static TimeSpan? Time(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
