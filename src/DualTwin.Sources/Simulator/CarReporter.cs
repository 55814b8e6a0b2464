using DualTwin.RaceModel.Sampling;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>Tells, frame by frame, what is new of one simulated car.</summary>
internal sealed class CarReporter
{
    private const double KphPerMetrePerSecond = 3.6;

    private readonly SimulatedRace _race;
    private readonly SimulatedCar _car;
    private readonly CarTyreReporter _tyres;
    private readonly CarTold _told;
    private readonly double[] _sectorEnds;
    private int _laps;
    private int _sectors;
    private int? _position;
    private TimeSpan? _best;
    private bool _inPit;
    private bool _stationary;
    private bool _finished;
    private bool _retired;

    /// <param name="race">The race.</param>
    /// <param name="index">Which of its cars.</param>
    /// <param name="told">What readers know of the car.</param>
    public CarReporter(SimulatedRace race, int index, CarTold told)
    {
        _race = race;
        _car = race.Cars[index];
        _told = told;
        _tyres = new CarTyreReporter(race, _car, told);

        // Sectors end where a third of the reference lap's time is over.
        var third = race.Profile.LapSeconds / 3;
        _sectorEnds = [race.Profile.At(third).Metres, race.Profile.At(2 * third).Metres];
        _sectors = _sectorEnds.Count(end => end <= _car.Start.LapFraction * race.Profile.LapMetres);
        (_laps, _position, _best, _inPit) = (told.Laps, told.Position, told.BestLapTime, told.InPit);
    }

    /// <summary>Who the car is and how it stands on the grid.</summary>
    public CarUpdate Introduce(Entrant entrant) => _tyres.Introduce(new CarUpdate
    {
        CarId = _car.CarId,
        RaceNumber = entrant.Number,
        Driver = entrant.Driver,
        DriverCode = entrant.Code,
        Team = entrant.Team,
        TeamColour = entrant.Colour,
        GridPosition = _position,
        Position = _position,
        LapsCompleted = 0,
        SpeedKph = 0,
        LapFraction = 0,
        InPit = false,
        Stationary = false,
    });

    /// <summary>What is new at a time.</summary>
    /// <param name="standing">Where the car is.</param>
    /// <param name="place">Its zero-based place.</param>
    /// <param name="order">The whole order at that time.</param>
    /// <param name="seconds">The time, s since lights out.</param>
    public CarUpdate Report(Standing standing, int place, Classification order, double seconds)
    {
        if (_told.Idle)
        {
            return Order(new CarUpdate { CarId = _car.CarId }, place, order);
        }

        var update = Order(Motion(standing, seconds), place, order);
        update = Line(update, standing);
        update = Sectors(update, standing, seconds);
        update = Pit(update, standing);
        return End(_tyres.Report(update, standing, seconds), standing);
    }

    private CarUpdate Order(CarUpdate update, int place, Classification order)
    {
        if (!_told.Racing)
        {
            return update;
        }

        var leads = place == 0 && _position != 1;
        update = update with { Position = place + 1 == _position ? null : place + 1 };
        _position = place + 1;
        return !_told.Gaps || _told.Idle ? update : update with
        {
            GapToLeader = order.GapToLeader(place),
            Interval = order.Interval(place),
            Cleared = leads ? CarFields.Interval : CarFields.None,
        };
    }

    private CarUpdate Motion(Standing standing, double seconds)
    {
        var metres = standing.FinishedAt is null ? standing.Metres : _car.Path.At(seconds).Metres;
        var fraction = metres <= 0 ? 0 : (metres / _race.Profile.LapMetres) - standing.LapsCompleted;
        return new CarUpdate
        {
            CarId = _car.CarId,
            SpeedKph = !_told.Speed ? null : Math.Round(standing.SpeedMetresPerSecond * KphPerMetrePerSecond, 1),
            LapFraction = Math.Round(Math.Clamp(fraction, 0, 1), 6),
        };
    }

    private CarUpdate Line(CarUpdate update, Standing standing)
    {
        if (standing.LapsCompleted <= _laps)
        {
            return update;
        }

        if (_car.Completed(standing.LapsCompleted) is not { } lap)
        {
            _laps = standing.LapsCompleted;
            return update with { LapsCompleted = _laps };
        }

        var time = Milliseconds(lap.EndSeconds) - Milliseconds(lap.StartSeconds);
        var sectors = Enumerable.Range(0, 3).Aggregate(default(LapSectors), (all, i) => all.With(i, SectorTime(lap, i)));
        _laps = standing.LapsCompleted;
        _sectors = 0;
        var best = !(time >= _best);
        _best = best ? time : _best;
        return update with
        {
            LapsCompleted = _laps,
            LastLapTime = time,
            LastLapSectors = sectors,
            LastLapValid = true,
            Sectors = sectors,
            BestLapTime = best ? time : null,
            BestLap = best ? _laps : null,
        };
    }

    private CarUpdate Sectors(CarUpdate update, Standing standing, double seconds)
    {
        if (_car.Driven(standing.LapsCompleted) is not { } lap || standing.Retired)
        {
            return update;
        }

        while (_sectors < 2 && !(seconds < SectorEnd(lap, _sectors)) && standing.Metres >= ((lap.Lap - 1) * _race.Profile.LapMetres) + _sectorEnds[_sectors])
        {
            update = update with { Sectors = update.Sectors.With(_sectors, SectorTime(lap, _sectors)) };
            _sectors++;
        }

        return update;
    }

    private CarUpdate Pit(CarUpdate update, Standing standing)
    {
        if (standing.Retired)
        {
            // A car that drops out in the lane does not leave it.
            return update;
        }

        var inPit = standing.Leg is LegKind.Lane or LegKind.Box;
        var stationary = standing.Leg is LegKind.Box;
        if (inPit != _inPit)
        {
            update = update with { InPit = inPit };
            if (!inPit && (_car.Driven(standing.LapsCompleted) ?? _car.Completed(standing.LapsCompleted))?.PitOut is { } stop)
            {
                update = update with { PitLaneTime = Milliseconds(stop.LaneSeconds), StationaryTime = Milliseconds(stop.StandstillSeconds) };
            }
        }

        update = stationary == _stationary ? update : update with { Stationary = stationary };
        (_inPit, _stationary) = (inPit, stationary);
        return update;
    }

    private CarUpdate End(CarUpdate update, Standing standing)
    {
        if (standing.FinishedAt is not null && !_finished)
        {
            _finished = true;
            return update with { Finished = true };
        }

        if (standing.Retired && !_retired)
        {
            _retired = true;
            return update with { Stopped = true, Retired = true, Cleared = CarFields.GapToLeader | CarFields.Interval };
        }

        return update;
    }

    private double? SectorEnd(SampledLap lap, int sector) => sector switch
    {
        < 0 => lap.StartSeconds,
        < 2 when DrivenBefore(lap, sector) => lap.StartSeconds + (sector == 0 ? _told.Sectors.Sector1 : _told.Sectors.Sector1 + _told.Sectors.Sector2)?.TotalSeconds,
        < 2 => _car.Path.TimeAt(((lap.Lap - 1) * _race.Profile.LapMetres) + _sectorEnds[sector]),
        _ => lap.EndSeconds,
    };

    // Whether the sector was over when the simulation began.
    private bool DrivenBefore(SampledLap lap, int sector) =>
        lap.Lap == _car.Start.LapsCompleted + 1 && _sectorEnds[sector] <= _car.Start.LapFraction * _race.Profile.LapMetres;

    private TimeSpan? SectorTime(SampledLap lap, int sector) =>
        SectorEnd(lap, sector) is { } end && SectorEnd(lap, sector - 1) is { } begin ? Milliseconds(end) - Milliseconds(begin) : null;

    private static TimeSpan Milliseconds(double seconds) => TimeSpan.FromMilliseconds((long)Math.Round(seconds * 1000));
}
