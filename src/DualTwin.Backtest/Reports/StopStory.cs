using System.Globalization;
using System.Text;
using DualTwin.RaceModel.Belief;
using DualTwin.Session;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Reports;

/// <summary>
/// Tells each tyre stop of a race beside what the twin of the car had said some laps before: told view by view while the race goes on, so
/// that nothing later can get in.
/// </summary>
public sealed class StopStory
{
    private static readonly int[] LapsBefore = [10, 5, 3, 1];

    private readonly Dictionary<(string CarId, int Lap), Told> _told = [];

    /// <summary>Takes in the view after a frame: what is said first once a car has completed a lap counts.</summary>
    public void Take(View view)
    {
        foreach (var car in view.Belief.Cars)
        {
            if (car.LapsCompleted is { } lap && car.StopHazard.Length > 0 && !_told.ContainsKey((car.CarId, lap)))
            {
                _told[(car.CarId, lap)] = Told.Of(lap, car);
            }
        }
    }

    /// <summary>The table as Markdown: the stops of <paramref name="final"/> by lap.</summary>
    public string Table(SessionState final)
    {
        var page = new StringBuilder();
        page.Append("| lap | car | tyres | track | ").AppendJoin(" | ", LapsBefore.Select(n => n == 1 ? "1 lap before" : $"{n} laps before")).Append(" |\n");
        page.Append("| --- | --- | --- | --- | ").AppendJoin(" | ", LapsBefore.Select(_ => "---")).Append(" |\n");
        foreach (var (car, visit) in Stops(final))
        {
            var said = LapsBefore.Select(n => _told.TryGetValue((car.CarId, visit.Lap!.Value - n), out var told) ? told.Text(n) : "–");
            page.Append(CultureInfo.InvariantCulture, $"| {visit.Lap} | {car.Identity.DriverCode ?? car.CarId} | {Name(visit.From)} → {Name(visit.To)} | {Track(visit.TrackStatus)} | {string.Join(" | ", said)} |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<(CarState Car, PitVisit Visit)> Stops(SessionState final) =>
        final.Cars.SelectMany(car => car.PitVisits.Where(v => v is { TyresChanged: true, UnderRedFlag: false, Lap: not null }).Select(v => (Car: car, Visit: v)))
            .OrderBy(s => s.Visit.Lap).ThenBy(s => s.Visit.EnteredAt).ThenBy(s => s.Car.CarId, StringComparer.Ordinal);

    private static string Name(Compound? compound) => compound?.ToString().ToLowerInvariant() ?? "?";

    private static string Track(TrackStatus? status) => status switch
    {
        TrackStatus.SafetyCar => "safety car",
        TrackStatus.VirtualSafetyCar => "virtual safety car",
        TrackStatus.Red => "red flag",
        _ => "green",
    };

    // What was said when a lap had been completed.
    private readonly record struct Told(double Within1, double Within5, double Ever, int Median, TyreCompound? Compound)
    {
        public static Told Of(int lap, CarBelief car)
        {
            var (none, one, five, median) = (1.0, 0.0, 0.0, 0);
            var ever = 1 - car.StopHazard.Aggregate(1.0, (n, h) => n * (1 - h));
            for (var i = 0; i < car.StopHazard.Length; i++)
            {
                none *= 1 - car.StopHazard[i];
                one = i == 0 ? 1 - none : one;
                five = i < 5 ? 1 - none : five;
                median = median == 0 && 1 - none >= ever / 2 ? lap + 1 + i : median;
            }

            return new Told(one, five, ever, median, Likeliest(car));
        }

        public string Text(int lapsBefore)
        {
            var chance = lapsBefore == 1 ? Within1 : Within5;
            var onto = Compound is { } compound ? $", {compound.ToString().ToLowerInvariant()}" : string.Empty;
            return string.Create(CultureInfo.InvariantCulture, $"{100 * chance:0} %, lap {Median}{onto}");
        }

        private static TyreCompound? Likeliest(CarBelief car) => car.NextCompound.IsDefaultOrEmpty
            ? null
            : (TyreCompound)car.NextCompound.Select((share, compound) => (share, compound)).MaxBy(c => c.share).compound;
    }
}
