namespace DualTwin.Backtest.Fitting;

/// <summary>The first lap: what it costs the leader, each place on the grid, and how it scatters.</summary>
internal sealed class StartFit
{
    private const int FewestCars = 12;

    public StartFit(IReadOnlyList<FittedRace> races)
    {
        foreach (var race in races.Where(r => r.Dry && r.Pace is not null))
        {
            Add(race);
        }
    }

    /// <summary>Loss of the leader's first lap against its pace, s.</summary>
    public List<(string Circuit, double Seconds)> LeaderLosses { get; } = [];

    /// <summary>Loss per place on the grid in each race, s.</summary>
    public List<double> Slots { get; } = [];

    /// <summary>Scatter around it in each race, s.</summary>
    public List<double> Scatters { get; } = [];

    private void Add(FittedRace race)
    {
        var order = race.Order.At(1);
        if (order.Count < FewestCars || order[0].Car.Lap(1) is not { SafetyCar: false, RedFlag: false } first)
        {
            return;
        }

        if (first.LapSeconds is { } seconds && race.Pace!.Expected(order[0].Car, first) is { } pace)
        {
            LeaderLosses.Add((race.Circuit, seconds - pace));
        }

        var cars = order.Where(x => x.Car.Grid is not null && !x.Car.Lap(1)!.PitIn).ToArray();
        if (cars.Length < FewestCars)
        {
            return;
        }

        var fit = GroupedRegression.Fit(
            new int[cars.Length],
            [.. cars.Select(x => new double[] { x.Car.Grid!.Value - 1 })],
            [.. cars.Select(x => x.End - order[0].End)]);
        Slots.Add(fit.Coefficients[0]);
        Scatters.Add(fit.Scale);
    }
}
