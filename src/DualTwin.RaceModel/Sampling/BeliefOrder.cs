using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Sampling;

/// <summary>Where the cars of a belief are: order, distance and gaps made to agree, none of them taking a lap from a car.</summary>
internal sealed class BeliefOrder
{
    // Cars in the order are at least this far apart, as a share of the lap: a few centimetres, so that the order is told by place.
    private const double Nose = 1e-5;

    // The end of a lap that is not told complete.
    private const double BeforeLine = 1 - 1e-4;
    private const int MostLaps = 10_000;

    private readonly ImmutableArray<CarBelief> _cars;
    private readonly double _lapSeconds;
    private readonly double[] _driven;
    private readonly double?[] _gaps;
    private readonly int[] _places;

    private BeliefOrder(RaceBelief belief, double lapSeconds)
    {
        _cars = belief.Cars;
        _lapSeconds = lapSeconds;
        _driven = new double[_cars.Length];
        _gaps = new double?[_cars.Length];
        _places = new int[_cars.Length];
    }

    /// <summary>Laps driven, the part of the current one included, by car.</summary>
    public IReadOnlyList<double> Laps => _driven;

    /// <summary>Zero-based place in the order, by car.</summary>
    public IReadOnlyList<int> Places => _places;

    /// <summary>Time behind the first car, s, by car.</summary>
    public ImmutableArray<double?> Gaps => [.. _gaps];

    /// <summary>The farthest running car's lap, 1 or more.</summary>
    public int LeaderLap => _cars.Select((c, i) => c.Running ? (int)_driven[i] + 1 : 1).Max();

    public static BeliefOrder Of(RaceBelief belief, CircuitProfile circuit, bool onGrid, SeededRandom random)
    {
        var order = new BeliefOrder(belief, circuit.ReferenceLapSeconds);
        var byPosition = order.ByPosition();
        if (onGrid)
        {
            order.Number(byPosition);
            return order;
        }

        order.PlaceAlone(random, belief);
        if (belief.IsRace)
        {
            order.PlaceTogether(byPosition);
        }

        order.Number(belief.IsRace ? [.. byPosition.OrderByDescending(i => order._driven[i])] : byPosition);
        return order;
    }

    private int[] ByPosition() =>
        [.. Enumerable.Range(0, _cars.Length).OrderBy(i => _cars[i].Position is > 0 and { } p ? p : int.MaxValue).ThenByDescending(LapsOf)];

    private void Number(int[] order)
    {
        for (var place = 0; place < order.Length; place++)
        {
            _places[order[place]] = place;
        }
    }

    // Each car where it says it is; where it does not, anywhere on its lap.
    private void PlaceAlone(SeededRandom random, RaceBelief belief)
    {
        var least = Math.Max(0, belief.LeaderLap - 1);
        for (var i = 0; i < _cars.Length; i++)
        {
            var anywhere = random.NextDouble();
            var laps = _cars[i].LapsCompleted is null ? least : LapsOf(i);
            _driven[i] = laps + Math.Min(FractionOf(i) ?? (_cars[i].Running ? anywhere : 0), BeforeLine);
        }
    }

    private void PlaceTogether(int[] byPosition)
    {
        var running = byPosition.Where(i => _cars[i].Running).ToArray();
        if (running.Length == 0)
        {
            return;
        }

        var first = running[0];
        foreach (var i in running)
        {
            // A gap says where a car is that does not say so itself, within the lap that it is on.
            if (i != first && GapOf(i) is { } gap && (FractionOf(i) is null || _cars[i].LapsCompleted is null))
            {
                var behind = _driven[first] - (gap / _lapSeconds);
                _driven[i] = _cars[i].LapsCompleted is null ? Math.Max(0, behind) : Math.Clamp(behind, LapsOf(i), LapsOf(i) + BeforeLine);
            }
        }

        if (!PositionsCanBe(running))
        {
            running = [.. running.OrderByDescending(i => _driven[i])];
        }

        LineUp(running);
        MeasureGaps(running);
    }

    // A car behind may have been told its new lap before the one ahead, but not two.
    private bool PositionsCanBe(int[] running)
    {
        for (var place = 1; place < running.Length; place++)
        {
            if (_cars[running[place]].Position is not null && (int)_driven[running[place]] > (int)_driven[running[place - 1]] + 1)
            {
                return false;
            }
        }

        return true;
    }

    // Whoever is behind in the order is behind on the road: held back as far as the laps it was told allow, and where that is not
    // far enough the one ahead has crossed the line untold.
    private void LineUp(int[] running)
    {
        for (var place = 1; place < running.Length; place++)
        {
            var (i, ahead) = (running[place], running[place - 1]);
            _driven[i] = Math.Max(Math.Floor(_driven[i]), Math.Min(_driven[i], _driven[ahead] - Nose));
        }

        for (var place = running.Length - 2; place >= 0; place--)
        {
            var (i, behind) = (running[place], running[place + 1]);
            _driven[i] = Math.Max(_driven[i], _driven[behind] + Nose);
        }
    }

    // Gaps are told at different places of the lap, some long ago: those that rise along the order are kept, as many as there are, and
    // the others lie between them.
    private void MeasureGaps(int[] running)
    {
        var own = GapOf(running[0]) ?? 0;
        var told = Array.ConvertAll(running, i => GapOf(i) - own);
        told[0] = 0;
        var kept = GapsThatRise.Of(told);
        var last = 0.0;
        for (var place = 0; place < running.Length; place++)
        {
            var least = place == 0 ? 0 : last + (Nose * _lapSeconds);
            var next = Array.FindIndex(kept, place, g => g is not null);
            var likely = kept[place]
                ?? (next < 0 ? (_driven[running[0]] - _driven[running[place]]) * _lapSeconds
                    : last + ((kept[next]!.Value - last) / (next - place + 1)));
            last = Math.Max(least, likely);
            _gaps[running[place]] = last;
        }
    }

    private int LapsOf(int i) => Math.Clamp(_cars[i].LapsCompleted ?? 0, 0, MostLaps);

    private double? FractionOf(int i) => _cars[i].LapFraction is { } f && double.IsFinite(f) ? Math.Clamp(f, 0, 1) : null;

    private double? GapOf(int i) => _cars[i].GapToLeaderSeconds is >= 0 and < MostLaps and { } gap ? gap : null;
}
