using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>The order of a simulated race at one moment, with gaps that add up: an interval is the difference of two gaps.</summary>
internal sealed class Classification
{
    private readonly SimulatedRace _race;
    private readonly Standing[] _order;
    private readonly double[] _gaps;

    public Classification(SimulatedRace race)
    {
        _race = race;
        _order = new Standing[race.Cars.Length];
        _gaps = new double[race.Cars.Length];
    }

    /// <summary>The cars, first in the race first.</summary>
    public ReadOnlySpan<Standing> Order => _order;

    /// <summary>Works out the order at a time, s since lights out.</summary>
    public void MoveTo(double seconds)
    {
        for (var i = 0; i < _order.Length; i++)
        {
            _order[i] = StandingOf(i, seconds);
        }

        Array.Sort(_order, Standing.Compare);

        // A car that stands in front of everybody, not yet passed, leads nobody.
        var first = Array.Find(_order, s => !_race.Cars[s.Index].Laps.IsEmpty);
        var leader = _race.Cars[first.Index].Path;
        for (var place = 0; place < _order.Length; place++)
        {
            var car = _order[place];
            _gaps[place] = place == 0 ? 0 : Math.Max(_gaps[place - 1], (car.FinishedAt ?? seconds) - leader.TimeAt(car.Metres));
        }
    }

    /// <summary>Gap of the car at a zero-based place to the leader; null for a car that has dropped out, and on the grid.</summary>
    public Gap? GapToLeader(int place) => Between(place, 0);

    /// <summary>Interval of the car at a zero-based place to the one ahead; null for the leader and where there is no gap.</summary>
    public Gap? Interval(int place) => place == 0 ? null : Between(place, place - 1);

    private Gap? Between(int place, int ahead)
    {
        var (car, other) = (_order[place], _order[ahead]);
        if (car.Retired || other.Retired || car.Metres <= 0)
        {
            return null;
        }

        var laps = (int)Math.Floor((other.Metres - car.Metres) / _race.Profile.LapMetres);
        return laps > 0
            ? Gap.OfLaps(laps)
            : Gap.Of(Milliseconds(_gaps[place]) - Milliseconds(_gaps[ahead]));
    }

    private static TimeSpan Milliseconds(double seconds) => TimeSpan.FromMilliseconds((long)Math.Round(seconds * 1000));

    private Standing StandingOf(int index, double seconds)
    {
        var car = _race.Cars[index];
        var (metres, speed, leg) = car.Path.At(seconds);
        var finished = car.FinishesAt <= seconds ? car.FinishesAt : null;
        return new Standing(
            index,
            finished is null ? metres : car.LapCount * _race.Profile.LapMetres,
            speed,
            leg,
            car.LapsAt(seconds),
            car.RetiresAt <= seconds,
            finished);
    }
}
