namespace DualTwin.Backtest.Fitting;

/// <summary>How the cars of a field differ in pace, how that shows on the grid, and what following costs.</summary>
internal sealed class FieldPaceFit
{
    // The number of ranks that the table holds: the grids of the recorded seasons.
    private const int Ranks = 20;
    private const int FewestCars = 16;

    // Air as good as clean.
    private const double FarSeconds = 3;

    private readonly List<double>[] _shares = [.. Enumerable.Range(0, Ranks).Select(_ => new List<double>())];
    private readonly List<double> _grid = [];
    private readonly List<double> _underOne = [];
    private readonly List<double> _underTwo = [];
    private readonly List<double> _far = [];

    public FieldPaceFit(IReadOnlyList<FittedRace> races)
    {
        foreach (var race in races.Where(r => r.Dry && r.Pace is { Cars.Count: >= FewestCars }))
        {
            AddRanks(race);
            AddFollowing(race);
        }
    }

    /// <summary>Median gap to the fastest at each rank, as a share of the lap.</summary>
    public double[] PaceShareByRank => [.. _shares.Select(RobustStatistics.Median)];

    public double GridScatterPlaces => RobustStatistics.Deviation(_grid);

    public double UnderOneSecond => RobustStatistics.Median(_underOne) - RobustStatistics.Median(_far);

    public double UnderTwoSeconds => RobustStatistics.Median(_underTwo) - RobustStatistics.Median(_far);

    private void AddRanks(FittedRace race)
    {
        var paces = race.Pace!.Cars.OrderBy(c => c.Value).ToArray();
        var grids = race.Race.Cars.ToDictionary(c => c.Driver, c => c.Grid, StringComparer.Ordinal);
        for (var rank = 0; rank < Ranks; rank++)
        {
            var place = (double)rank / (Ranks - 1) * (paces.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, paces.Length - 1);
            var pace = paces[below].Value + ((place - below) * (paces[above].Value - paces[below].Value));
            _shares[rank].Add((pace - paces[0].Value) / race.MedianLapSeconds);
        }

        for (var i = 0; i < paces.Length; i++)
        {
            if (grids[paces[i].Key] is { } grid)
            {
                _grid.Add(grid - 1 - ((double)i / (paces.Length - 1) * (Ranks - 1)));
            }
        }
    }

    private void AddFollowing(FittedRace race)
    {
        foreach (var car in race.Race.Cars)
        {
            foreach (var lap in car.Laps.Where(l => l.Racing && l.LapSeconds < race.SlowestSeconds))
            {
                if (!race.Gaps.TryGetValue((car.Driver, lap.Lap - 1), out var gap) || race.Pace!.Expected(car, lap) is not { } expected)
                {
                    continue;
                }

                var list = gap < 1 ? _underOne : gap < 2 ? _underTwo : gap > FarSeconds ? _far : null;
                list?.Add(lap.LapSeconds!.Value - expected);
            }
        }
    }
}
