using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Sampling;

/// <summary>
/// Who ends a lap in front of whom: a car that comes up behind another gets by only if it wins a duel, and keeps its distance where it
/// does not. Cars on their way into or out of the pit lane are in nobody's way; those that cross the line on the track keep a distance.
/// </summary>
internal sealed class RoadOrder
{
    // Farther behind than this at the start of the lap there is no duel unless the car arrives all the same.
    internal const double DuelGapSeconds = 1.5;

    // With less of the lap left than this, getting by before the line would take more than the pace of a racing car.
    private const double LeastLapForPass = 0.3;

    private readonly RaceParameters _race;
    private readonly SeededRandom _random;
    private readonly List<LapDraft> _placed = [];

    public RoadOrder(RaceParameters race, SeededRandom random)
    {
        _race = race;
        _random = random;
    }

    /// <summary>Sets the ends of the laps, which come in the order of the road at their start.</summary>
    public void Resolve(IReadOnlyList<LapDraft> laps)
    {
        _placed.Clear();
        foreach (var lap in laps)
        {
            StayInQueue(lap);
            var place = Place(lap);
            _placed.Insert(place, lap);
            PushBack(place);
        }

        Space();
    }

    /// <summary>Chance of the car behind to be ahead after a lap, 0…1: logistic in its advantage of pace and in its gap.</summary>
    public static double PassChance(CircuitProfile circuit, FieldFigures field, double advantageSeconds, double gapSeconds)
    {
        var odds = (field.PassOddsPerSecondOfPace * (advantageSeconds - circuit.PassingAdvantageSeconds))
            - (field.PassOddsPerSecondOfGap * (gapSeconds - field.PassGapSeconds));
        return 1 / (1 + Math.Exp(-odds));
    }

    // Under a caution a car on its way to the pit lane passes nobody before it gets there: it leaves the queue where it was in it.
    private void StayInQueue(LapDraft lap)
    {
        if (lap.PitIn is not { } stop || !lap.Neutralised)
        {
            return;
        }

        var ahead = _placed.FindLast(other => Blocks(other) && other.Car.LapsCompleted == lap.Car.LapsCompleted);
        if (ahead is not null)
        {
            var inLane = _race.Field.PitLossInLapShare * stop.LossSeconds;
            lap.EndSeconds = Math.Max(lap.EndSeconds, ahead.EndSeconds + Distance(lap) + inLane);
        }
    }

    private int Place(LapDraft lap)
    {
        var place = _placed.Count;
        while (place > 0)
        {
            var ahead = _placed[place - 1];
            if (!InTheWay(lap, ahead))
            {
                if (lap.EndSeconds >= ahead.EndSeconds)
                {
                    break;
                }

                place--;
                continue;
            }

            var gap = lap.StartSeconds - ahead.StartSeconds;
            var arrives = lap.EndSeconds < ahead.EndSeconds + _race.Field.ClosestGapSeconds;
            if (!arrives && (gap > DuelGapSeconds || lap.First))
            {
                break;
            }

            if (!Passes(lap, ahead, gap))
            {
                lap.EndSeconds = Math.Max(lap.EndSeconds, ahead.EndSeconds + HeldUpDistance(lap));
                break;
            }

            lap.EndSeconds = Math.Min(lap.EndSeconds, ahead.EndSeconds - _race.Field.ClosestGapSeconds);
            place--;
        }

        return place;
    }

    // The first lap's scrum is in its scatter, which was fitted from the order after it.
    private bool Passes(LapDraft lap, LapDraft ahead, double gap) => lap.First
        ? lap.EndSeconds < ahead.EndSeconds
        : !lap.Neutralised && !ahead.Neutralised && Math.Max(lap.FromFraction, ahead.FromFraction) < 1 - LeastLapForPass
        && _random.Chance(PassChance(_race.Circuit, _race.Field, ahead.PaceSeconds - lap.PaceSeconds, gap));

    // Evenly spread from the closest gap on, with the median that recorded cars keep.
    private double HeldUpDistance(LapDraft lap)
    {
        var (closest, median) = (_race.Field.ClosestGapSeconds, _race.Field.HeldUpGapSeconds);
        return Math.Max(Distance(lap), lap.First ? closest : closest + (2 * (median - closest) * _random.NextDouble()));
    }

    private double Distance(LapDraft lap) => lap.BehindSafetyCar ? _race.Field.SafetyCarGapSeconds : _race.Field.ClosestGapSeconds;

    private static bool InTheWay(LapDraft lap, LapDraft ahead) =>
        Blocks(lap) && Blocks(ahead) && lap.Car.LapsCompleted == ahead.Car.LapsCompleted;

    private static bool Blocks(LapDraft lap) => !lap.UsesPitLane && !lap.Retires;

    // Whoever was passed, or finds a slower car put in front, keeps the distance too. A car in the pit lane holds nobody up, so that
    // the one behind it on the list may have to be held up by one farther ahead.
    private void PushBack(int place)
    {
        LapDraft? ahead = null;
        for (var i = 0; i < _placed.Count; i++)
        {
            var lap = _placed[i];
            if (!Blocks(lap))
            {
                continue;
            }

            if (i >= place && ahead is not null && InTheWay(lap, ahead))
            {
                lap.EndSeconds = Math.Max(lap.EndSeconds, ahead.EndSeconds + Distance(lap));
            }

            ahead = lap;
        }

        _placed.Sort(static (a, b) => a.EndSeconds.CompareTo(b.EndSeconds));
    }

    // A car that came out of the pit lane is back on the track at the line: two cars cannot cross it there at once, and the next lap
    // needs to know which of them leads. Whoever gets there first stays first; the other keeps the distance.
    private void Space()
    {
        for (var i = 1; i < _placed.Count; i++)
        {
            var lap = _placed[i];
            if (EndsOnTrack(lap) && AheadOnTrack(i) is { } ahead)
            {
                var distance = InTheWay(lap, ahead) ? Distance(lap) : _race.Field.ClosestGapSeconds;
                lap.EndSeconds = Math.Max(lap.EndSeconds, ahead.EndSeconds + distance);
            }
        }
    }

    private LapDraft? AheadOnTrack(int place)
    {
        var laps = _placed[place].Car.LapsCompleted;
        for (var i = place - 1; i >= 0; i--)
        {
            if (EndsOnTrack(_placed[i]) && _placed[i].Car.LapsCompleted == laps)
            {
                return _placed[i];
            }
        }

        return null;
    }

    private static bool EndsOnTrack(LapDraft lap) => lap.PitIn is null && !lap.Retires;
}
