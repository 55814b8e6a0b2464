using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Sampling;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Planning;

/// <summary>
/// Lists the plans that are worth simulating: of all that the rules allow, those that cost least in clean air, one for each lap of the first stop, so
/// that what traffic and neutralisations make better is among them. Sets of tyres are taken to be new: no source tells what is left.
/// </summary>
internal sealed class PlanCandidates
{
    /// <summary>Most stops that a plan makes.</summary>
    public const int MostStops = 3;

    private const int SlickMask = 0b111;

    private readonly RaceOutlook _outlook;
    private readonly int _next;
    private readonly int _laps;
    private readonly double[] _now;
    private readonly double[][] _fresh;
    private readonly TyreCompound[] _compounds;
    private readonly double _loss;
    private readonly int _used;
    private readonly bool _owes;
    private readonly List<Candidate> _found = [];

    private PlanCandidates(RaceOutlook outlook, int car)
    {
        _outlook = outlook;
        var (circuit, start) = (outlook.Race.Circuit, outlook.Condition.Cars[car]);
        var wear = outlook.Race.Cars[car].TyreWearFactor;
        (_next, _laps) = (outlook.LapsDone[car] + 1, outlook.Laps);
        _loss = circuit.PitLossSeconds.Mean;
        _compounds = outlook.Wet ? [TyreCompound.Intermediate] : [TyreCompound.Soft, TyreCompound.Medium, TyreCompound.Hard];
        _used = start.CompoundsUsed.Aggregate(1 << (int)start.Compound, (mask, c) => mask | (1 << (int)c));
        _owes = outlook.OwesCompound[car] || (outlook.KnowsSets[car] && !outlook.Wet && (_used & SlickMask) == _used && (_used & (_used - 1)) == 0);
        _now = Costs(start.Compound, start.TyreAgeLaps);
        _fresh = [.. Enum.GetValues<TyreCompound>().Select(c => _compounds.Contains(c) ? Costs(c, 0) : [])];

        // Seconds that the tyres cost in the first n laps from an age on.
        double[] Costs(TyreCompound compound, int age)
        {
            var costs = new double[Math.Max(0, _laps - _next + 1) + 1];
            for (var n = 1; n < costs.Length; n++)
            {
                costs[n] = costs[n - 1] + LapTimeModel.TyreSeconds(circuit.Of(compound), age + n, wear);
            }

            return costs;
        }
    }

    /// <summary>Plans of car <paramref name="car"/>, at most <paramref name="most"/> and one for each call that can be made; never empty.</summary>
    public static IReadOnlyList<StopPlan> Of(RaceOutlook outlook, int car, int most)
    {
        var candidates = new PlanCandidates(outlook, car);
        candidates.Find(car);
        return candidates.Choose(most);
    }

    /// <summary>Whether the rules ask car <paramref name="car"/> for a slick compound that neither it nor <paramref name="stops"/> have used.</summary>
    public static bool OwesCompound(RaceOutlook outlook, int car, IEnumerable<PlannedStop> stops)
    {
        var candidates = new PlanCandidates(outlook, car);
        var used = stops.Aggregate(candidates._used, (mask, s) => mask | (1 << (int)s.Compound));
        return candidates._owes && (used & (used - 1)) == 0;
    }

    /// <summary>The call that a plan of car <paramref name="car"/> begins with.</summary>
    public static StopCall CallOf(StopPlan plan, RaceOutlook outlook, int car) => plan.Stops is [var first, ..]
        ? (first.Lap - outlook.LapsDone[car]) switch { 1 => StopCall.PitNow, 2 => StopCall.PitNextLap, _ => StopCall.StayOut }
        : StopCall.StayOut;

    private void Find(int car)
    {
        // A car that is in the pit lane makes that stop first.
        var from = _next + (_outlook.StopBegun[car] || _outlook.NeedsSet[car] ? 1 : 0);
        if (!_owes)
        {
            _found.Add(new Candidate([], _now[^1]));
        }

        for (var first = from; first < _laps; first++)
        {
            for (var stops = 1; stops <= MostStops; stops++)
            {
                if (Cheapest(first, stops) is { } best)
                {
                    _found.Add(best);
                }
            }
        }
    }

    // The cheapest plan of so many stops with the first at the end of a lap. Stops of two and three are placed on every second and third lap: in
    // between the cost hardly changes.
    private Candidate? Cheapest(int first, int stops)
    {
        Candidate? best = null;
        var chosen = new PlannedStop[stops];
        Place(0, first, _now[first - _next + 1], _used);
        return best;

        void Place(int at, int lap, double cost, int used)
        {
            foreach (var compound in _compounds)
            {
                chosen[at] = new PlannedStop(lap, compound);
                var now = used | (1 << (int)compound);
                if (at == stops - 1)
                {
                    var all = cost + _loss + _fresh[(int)compound][_laps - lap];
                    if ((best is null || all < best.Cost) && (!_owes || (now & (now - 1)) != 0))
                    {
                        best = new Candidate([.. chosen], all);
                    }

                    continue;
                }

                for (var next = lap + StopStrategy.ShortestStint; next <= _laps - StopStrategy.ShortestStint; next += stops)
                {
                    Place(at + 1, next, cost + _loss + _fresh[(int)compound][next - lap], now);
                }
            }
        }
    }

    private List<StopPlan> Choose(int most)
    {
        var chosen = new List<Candidate>(most);
        foreach (var call in _found.GroupBy(CallOf).Select(g => g.MinBy(c => c.Cost)!))
        {
            chosen.Add(call);
        }

        chosen.AddRange(_found.Except(chosen).OrderBy(c => c.Cost).ThenBy(c => c.Stops.Length).Take(Math.Max(0, most - chosen.Count)));
        if (chosen.Count == 0)
        {
            chosen.Add(new Candidate([], _now[^1]));
        }

        return [.. chosen.Select(c => new StopPlan { Stops = [.. c.Stops] })];
    }

    private int CallOf(Candidate candidate) => candidate.Stops is [var first, ..] ? Math.Min(first.Lap - _next, 2) : 2;

    private sealed record Candidate(PlannedStop[] Stops, double Cost);
}
