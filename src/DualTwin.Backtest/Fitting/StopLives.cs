using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Fitting;

/// <summary>
/// Usual life of sets, for each season from the others alone: a race must not be told by its own stops, or the fit would trust the lives
/// of a race to come too much.
/// </summary>
internal sealed class StopLives
{
    private readonly Dictionary<int, Dictionary<TyreCompound, PartialPooling>> _bySeason = [];
    private readonly Dictionary<object, FittedRace> _races;

    public StopLives(IReadOnlyList<FittedRace> races)
    {
        _races = races.ToDictionary(r => (object)r.Race, ReferenceEqualityComparer.Instance);
        foreach (var season in races.Select(r => r.Race.Season).Distinct())
        {
            var others = races.Where(r => r.Race.Season != season).ToArray();
            _bySeason[season] = new StintFit(others.Length == 0 ? races : others).Lives;
        }
    }

    /// <summary>Life of the set on the car, laps.</summary>
    public double Of(StopSample sample)
    {
        var lives = _bySeason[sample.Race.Season];
        var circuit = _races.TryGetValue(sample.Race, out var race) ? race.Circuit : string.Empty;
        var share = sample.Compound is { } compound
            ? Share(lives, compound, circuit)
            : (Share(lives, TyreCompound.Soft, circuit) + Share(lives, TyreCompound.Medium, circuit) + Share(lives, TyreCompound.Hard, circuit)) / 3;
        return Math.Max(1, share * sample.Race.LapCount);
    }

    private static double Share(Dictionary<TyreCompound, PartialPooling> lives, TyreCompound compound, string circuit) =>
        (lives.GetValueOrDefault(compound) ?? lives[TyreCompound.Intermediate]).Of(circuit).Mean;
}
