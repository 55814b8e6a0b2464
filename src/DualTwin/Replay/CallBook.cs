using System.Globalization;
using DualTwin.CommandLine;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Server.Forecasting;
using DualTwin.Session;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;
using DualTwin.Strategy.Stops;

namespace DualTwin.Replay;

/// <summary>
/// What would have been said before each stop and at each neutralisation of a race, beside how it came out. What was said is worked out from the view
/// of that moment alone.
/// </summary>
internal sealed class CallBook
{
    private const int ForecastRaces = 500;

    private readonly Dictionary<string, CarPage> _cars = new(StringComparer.Ordinal);
    private readonly List<StopCase> _stops = [];
    private readonly List<CautionCase> _cautions = [];
    private Neutralisation _neutralisation;

    /// <summary>Takes the next view of the race; of other sessions it takes nothing.</summary>
    public void Observe(View view)
    {
        var belief = view.Belief;
        if (!belief.IsRace)
        {
            return;
        }

        if (belief.Neutralisation != _neutralisation && belief.Neutralisation != Neutralisation.None && view.OurCarId is { } ours)
        {
            _cautions.Add(new CautionCase(belief.Neutralisation, belief.LeaderLap, ours, view));
        }

        _neutralisation = belief.Neutralisation;
        foreach (var car in belief.Cars)
        {
            Observe(view, car);
        }
    }

    /// <summary>Writes what was said and what came of it; nothing where there was no stop and no neutralisation.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="last">The view after the race.</param>
    /// <param name="cancellationToken">Breaks off between two cases.</param>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public void Write(TextWriter output, View last, CancellationToken cancellationToken)
    {
        if (_stops.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Stops: what would have been said when the lap before was over, and how it came out (estimates; 10..90 %)");
            TextTable.Write(
                output,
                ["lap", "car", "driver", "onto", "stop said", "plan said", "rejoin said", "came", "finish said", "came"],
                _stops.OrderBy(s => s.Lap).ThenBy(s => s.CarId, StringComparer.Ordinal).Select(s => Row(s, last, cancellationToken)));
        }

        if (_cautions.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Neutralisations: what would have been called for our car when they came out, and what it did");
            TextTable.Write(
                output,
                ["lap", "what", "car", "call said", "gain", "finish said", "did", "came"],
                _cautions.Select(c => Row(c, last, cancellationToken)));
        }
    }

    private void Observe(View view, CarBelief car)
    {
        if (car.LapsCompleted is not { } laps)
        {
            return;
        }

        if (!_cars.TryGetValue(car.CarId, out var page))
        {
            _cars.Add(car.CarId, page = new CarPage { StopsMade = car.StopsMade });
        }

        if (laps != page.Laps)
        {
            foreach (var stop in _stops.Where(s => s.Rejoined is null && laps == s.Lap + 1 && s.CarId == car.CarId))
            {
                stop.Rejoined = car.Position;
            }

            (page.Laps, page.Before, page.Now) = (laps, page.Now, (laps, view));
        }

        if (car.InPitLane && !page.InPitLane)
        {
            page.InLap = laps + 1;
        }

        page.InPitLane = car.InPitLane;
        if (car.StopsMade > page.StopsMade)
        {
            // Without a visit to the pit lane, as while a race is suspended, nobody made a stop that could have been called.
            var said = page.Now.Laps == page.InLap - 1 ? page.Now.View : page.Before.Laps == page.InLap - 1 ? page.Before.View : null;
            if (page.InLap is { } lap && said is not null)
            {
                _stops.Add(new StopCase(lap, car.CarId, car.Tyres.Compound, said));
            }

            page.InLap = null;
        }

        page.StopsMade = car.StopsMade;
    }

    private static string[] Row(StopCase stop, View last, CancellationToken cancellationToken)
    {
        var belief = stop.Said.Belief;
        var car = belief.Cars.First(c => c.CarId == stop.CarId);
        var rejoin = RejoinForecaster.Forecast(belief, car);
        var outlook = Outlook(belief);
        var finish = outlook is null ? null : RaceForecast.Make(outlook, ForecastRaces, ForecastRun.Seed).Cars.First(c => c.CarId == stop.CarId);
        var strategy = outlook is null ? null : Advise(belief, outlook, stop.CarId, cancellationToken);
        return
        [
            Text(stop.Lap),
            stop.CarId,
            last.State.FindCar(stop.CarId)?.Identity.Driver ?? "-",
            stop.Onto?.ToString().ToLowerInvariant() ?? "-",
            car.StopHazard is { IsDefaultOrEmpty: false } hazards ? hazards[0].ToString("P0", CultureInfo.InvariantCulture) : "-",
            strategy is null ? "-" : Plan(strategy.Plans[0].Plan),
            rejoin is null ? "-" : $"{rejoin.Median} ({rejoin.P10}..{rejoin.P90})",
            Text(stop.Rejoined),
            finish?.FinishMean is { } mean ? FormattableString.Invariant($"{mean:F1} ({finish.FinishP10}..{finish.FinishP90})") : "-",
            Came(last, stop.CarId),
        ];
    }

    private string[] Row(CautionCase caution, View last, CancellationToken cancellationToken)
    {
        var belief = caution.Said.Belief;
        var strategy = Outlook(belief) is { } outlook ? Advise(belief, outlook, caution.CarId, cancellationToken) : null;
        var call = strategy?.Plans[0];
        var other = strategy?.Calls.Where(c => !c.Hypothetical && c.Outcome.Call != call!.Call).Select(c => c.Outcome).MinBy(o => o.Loss.Mean);
        var laps = belief.Cars.FirstOrDefault(c => c.CarId == caution.CarId)?.LapsCompleted ?? 0;
        var stop = _stops.Where(s => s.CarId == caution.CarId && s.Lap > laps).OrderBy(s => s.Lap).FirstOrDefault();
        return
        [
            Text(caution.Lap),
            caution.Kind switch { Neutralisation.SafetyCar => "safety car", Neutralisation.VirtualSafetyCar => "virtual safety car", _ => "red flag" },
            caution.CarId,
            call is null ? "-" : Plan(call.Plan),
            other is null ? "-" : FormattableString.Invariant($"{other.Loss.Mean:F2} places"),
            call is null ? "-" : FormattableString.Invariant($"{call.FinishMean:F1} ({call.FinishP10}..{call.FinishP90})"),
            stop is null ? "no more stops" : FormattableString.Invariant($"lap {stop.Lap}"),
            Came(last, caution.CarId),
        ];
    }

    private static RaceOutlook? Outlook(RaceBelief belief) => RaceOutlook.From(belief, CircuitCatalogue.Figures.Field, ForecastRun.Seed);

    private static CarStrategy? Advise(RaceBelief belief, RaceOutlook outlook, string carId, CancellationToken cancellationToken) => CarStrategist.Advise(
        belief, outlook, carId, null, PlanBudget.Coarse, ForecastRun.Seed, Environment.ProcessorCount, cancellationToken);

    private static string Plan(StopPlan plan) => plan.Stops.IsEmpty
        ? "no more stops"
        : string.Join(", ", plan.Stops.Select(s => FormattableString.Invariant($"{s.Lap} {s.Compound.ToString().ToLowerInvariant()}")));

    private static string Came(View last, string carId) => Text(last.State.FindCar(carId)?.Timing.Position);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private sealed class CarPage
    {
        public int? Laps { get; set; }

        public int? InLap { get; set; }

        public bool InPitLane { get; set; }

        public int StopsMade { get; set; }

        public (int? Laps, View? View) Now { get; set; }

        public (int? Laps, View? View) Before { get; set; }
    }

    private sealed record StopCase(int Lap, string CarId, TyreCompound? Onto, View Said)
    {
        public int? Rejoined { get; set; }
    }

    private sealed record CautionCase(Neutralisation Kind, int Lap, string CarId, View Said);
}
