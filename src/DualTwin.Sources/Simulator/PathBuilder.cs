using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sources.Simulator;

/// <summary>Refines the sampled laps of a car to its way along the circuit.</summary>
internal sealed class PathBuilder
{
    // Grid slots are 8 m apart and the first is that far before the line (FIA sporting regulations, standing start).
    private const double SlotMetres = 8;

    // The speed limit in most pit lanes, 80 km/h (FIA sporting regulations).
    private const double LaneMetresPerSecond = 80 / 3.6;

    // Part of the pit lane that lies before the line: with the fitted share of a stop's cost that falls into the in lap, a quarter
    // makes the rest of that lap an ordinary one.
    private const double LaneShareBeforeLine = 0.25;

    // A lap behind a safety car takes 1.6 racing laps; slower than this no part of it is driven.
    private const double LargestSlowness = 2.5;

    private const double LaunchSeconds = 6;
    private const double LaunchMetres = 200;
    private const double CoastMetresPerSecondSquared = 6;

    private readonly SpeedProfile _profile;
    private readonly SampledRace _race;
    private readonly KnownPast? _past;
    private readonly List<Leg> _legs = [];

    /// <param name="profile">How speed goes up and down along a lap.</param>
    /// <param name="race">The sampled race.</param>
    /// <param name="past">Where cars were before, for a race that was sampled from its midst.</param>
    public PathBuilder(SpeedProfile profile, SampledRace race, KnownPast? past = null)
    {
        _profile = profile;
        _race = race;
        _past = past;
    }

    public CarPath Build(int car)
    {
        _legs.Clear();
        var start = _race.Start.Cars[car];
        var from = _race.Start.AtSeconds is null
            ? -SlotMetres * start.GridPosition
            : (start.LapsCompleted + start.LapFraction) * _profile.LapMetres;
        if (_race.Laps[car].IsEmpty)
        {
            return new CarPath(_profile, [new Leg(LegKind.Box, 0, 0, from, from)]);
        }

        _legs.AddRange(_past?.Of(car) ?? []);
        foreach (var lap in _race.Laps[car])
        {
            AddLap(lap, from, lap.Lap == start.LapsCompleted + 1 && _race.Start.AtSeconds is { } moment ? (moment, start) : null);
        }

        AddCoast(_race.Laps[car] is [.., { RetiredAtFraction: not null } last] ? last.Lap * _profile.LapMetres : double.PositiveInfinity);
        return new CarPath(_profile, [.. _legs]);
    }

    private void AddLap(SampledLap lap, double from, (double Moment, CarCondition Start)? midLap)
    {
        var line = (lap.Lap - 1) * _profile.LapMetres;
        var (now, at) = (lap.StartSeconds, line);
        var end = line + ((lap.RetiredAtFraction ?? 1) * _profile.LapMetres);
        (now, at) = midLap is { Moment: var moment } ? (moment, from) : (now, at);
        if (lap.Lap == 1 && midLap is null)
        {
            at = Math.Min(from + LaunchMetres, end);
            var launch = Math.Min(LaunchSeconds, lap.LapSeconds / 2);
            _legs.Add(new Leg(LegKind.Launch, now, now + launch, from, at));
            now += launch;
        }
        else if (lap.PitOut is { } leaving)
        {
            if (lap.RetiredAtFraction is not null && lap.LapSeconds <= SecondsToExit(leaving))
            {
                AddEndInLane(leaving, lap, now, at);
                return;
            }

            (now, at) = AddBox(leaving, now, at);

            // The sampled part of the lap is one of its time: less of its way is done, because the car stood in its box.
            end = lap.RetiredAtFraction is null ? end : Math.Min(end, line + _profile.At(_profile.TimeAt(at - line) + lap.EndSeconds - now).Metres);
        }

        if (midLap is { Start.LeavingPitLane: true })
        {
            // Where in the lane it is nobody knows: half of what comes after the box.
            var metres = Math.Min(LaneMetresPerSecond * (1 - LaneShareBeforeLine) / 4 * _race.Parameters.Circuit.PitLaneSeconds.Mean, (end - at) / 2);
            var seconds = Math.Min(metres / LaneMetresPerSecond, (lap.EndSeconds - now) / 2);
            _legs.Add(new Leg(LegKind.Lane, now, now + seconds, at, at + metres));
            (now, at) = (now + seconds, at + metres);
        }

        var (lane, laneMetres) = lap.PitIn is { } stop ? Lane(stop, LaneShareBeforeLine) : (0, 0);
        if ((midLap is { Start.Stopping: true } && lap.PitIn is not null) || laneMetres >= end - at || lane >= lap.EndSeconds - now)
        {
            // It is in the pit lane already, or as good as.
            _legs.Add(new Leg(lane > 0 ? LegKind.Lane : LegKind.Track, now, lap.EndSeconds, at, end));
            return;
        }

        AddTrack(now, lap.EndSeconds - lane, at, end - laneMetres);
        if (lane > 0)
        {
            _legs.Add(new Leg(LegKind.Lane, lap.EndSeconds - lane, lap.EndSeconds, end - laneMetres, end));
        }
    }

    // The box is half way along the rest of the lane.
    private (double Now, double At) AddBox(PitStop stop, double now, double at)
    {
        var (seconds, metres) = Lane(stop, (1 - LaneShareBeforeLine) / 2);
        _legs.Add(new Leg(LegKind.Lane, now, now + seconds, at, at + metres));
        _legs.Add(new Leg(LegKind.Box, now + seconds, now + seconds + stop.StandstillSeconds, at + metres, at + metres));
        (now, at) = (now + seconds + stop.StandstillSeconds, at + metres);
        _legs.Add(new Leg(LegKind.Lane, now, now + seconds, at, at + metres));
        return (now + seconds, at + metres);
    }

    // A car that drops out before it leaves the lane comes no further than its box.
    private void AddEndInLane(PitStop stop, SampledLap lap, double now, double at)
    {
        var line = (lap.Lap - 1) * _profile.LapMetres;
        var (_, box) = Lane(stop, (1 - LaneShareBeforeLine) / 2);
        _legs.Add(new Leg(LegKind.Lane, now, lap.EndSeconds, at, Math.Max(at, Math.Min(line + box, at + ((lap.EndSeconds - now) * LaneMetresPerSecond)))));
    }

    private static double SecondsToExit(PitStop stop) =>
        Lane(stop, 1 - LaneShareBeforeLine).Seconds + stop.StandstillSeconds;

    private static (double Seconds, double Metres) Lane(PitStop stop, double share)
    {
        var seconds = (stop.LaneSeconds - stop.StandstillSeconds) * share;
        return (seconds, seconds * LaneMetresPerSecond);
    }

    // Cautions split the way: outside them the car goes at reference pace, within them as slowly as the time of the lap leaves.
    private void AddTrack(double from, double to, double fromMetres, double toMetres)
    {
        var cuts = _race.Cautions.SelectMany(c => new[] { c.StartSeconds, c.EndSeconds }).Where(c => c > from && c < to)
            .Append(from).Append(to).Order().ToArray();
        var lap = Math.Floor((fromMetres + toMetres) / 2 / _profile.LapMetres) * _profile.LapMetres;
        var begin = _profile.TimeAt(fromMetres - lap);
        var whole = _profile.TimeAt(toMetres - lap) - begin;
        var work = WorkOf(cuts, whole);
        var (at, done) = (fromMetres, 0.0);
        for (var i = 0; i < work.Length; i++)
        {
            done += work[i] * whole;
            var next = i == work.Length - 1 ? toMetres : lap + _profile.At(begin + done).Metres;
            _legs.Add(new Leg(LegKind.Track, cuts[i], cuts[i + 1], at, next));
            at = next;
        }
    }

    // The share of the way that is done in each piece of time.
    private double[] WorkOf(double[] cuts, double whole)
    {
        var pieces = cuts.Zip(cuts.Skip(1), (a, b) => (Seconds: b - a, Slow: _race.Cautions.Any(c => c.Neutralises && c.Covers((a + b) / 2)))).ToArray();
        var slow = pieces.Where(p => p.Slow).Sum(p => p.Seconds);
        var left = whole - (cuts[^1] - cuts[0] - slow);
        var slowness = left > 0 ? Math.Clamp(slow / left, 1, LargestSlowness) : LargestSlowness;
        var work = pieces.Select(p => p.Slow ? p.Seconds / slowness : p.Seconds).ToArray();
        var sum = work.Sum();
        return [.. work.Select(w => w / sum)];
    }

    // A car that drops out comes to rest before the line, so that nobody takes it for a lap.
    private void AddCoast(double limit)
    {
        var last = _legs[^1];
        var speed = last.At(last.ToSeconds, _profile).Speed;
        if (speed <= 0)
        {
            return;
        }

        var metres = Math.Min(speed * speed / (2 * CoastMetresPerSecondSquared), 0.9 * (limit - last.ToMetres));
        _legs.Add(new Leg(LegKind.Coast, last.ToSeconds, last.ToSeconds + (2 * metres / speed), last.ToMetres, last.ToMetres + metres));
    }
}
