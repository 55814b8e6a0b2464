using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.Strategy.Stops;

/// <summary>What the hazards of a car's next stop say of its race.</summary>
internal readonly struct StopForecast
{
    // Log-odds that a car which stops with r laps to go stops once more, by r over the usual life of slicks: logistic regression on
    // 3,216 stops of finishers in 125 races; see docs/models/strategy.md.
    private const double AgainIntercept = -4.975;
    private const double AgainPerLife = 2.845;

    /// <summary>Numbers of stops that are told apart: none, one, two, three and more.</summary>
    public const int Counted = 4;

    private readonly ImmutableArray<double> _hazards;
    private readonly double _usualLife;

    private StopForecast(ImmutableArray<double> hazards, double usualLife)
    {
        _hazards = hazards;
        _usualLife = usualLife;
    }

    /// <summary>The forecast for <paramref name="car"/>; null where nothing tells its stops.</summary>
    public static StopForecast? Of(RaceBelief race, CarBelief car)
    {
        if (!race.IsRace || race.Circuit is not { } circuit || !car.Running || race.TotalLaps is not { } total || car.LapsCompleted is not { } done)
        {
            return null;
        }

        // No hazards with laps to go means that nothing is known of the tyres; on the last lap it means that there is no stop to come.
        return car.StopHazard.IsDefaultOrEmpty && total - done > 1 ? null : new StopForecast(car.StopHazard.IsDefault ? [] : car.StopHazard, UsualLife(circuit));
    }

    /// <summary>Laps after the one now driven in which a stop is possible.</summary>
    public int Laps => _hazards.Length;

    /// <summary>Probability of a stop at the end of one of the next <paramref name="laps"/> laps, the one now driven included.</summary>
    public double Within(int laps)
    {
        var none = 1.0;
        for (var i = 0; i < Math.Min(laps, _hazards.Length); i++)
        {
            none *= 1 - _hazards[i];
        }

        return 1 - none;
    }

    /// <summary>Probability of another stop before the flag.</summary>
    public double Any => Within(_hazards.Length);

    /// <summary>Probability of a stop at the end of lap <paramref name="index"/> from now given none before.</summary>
    public double Hazard(int index) => index < _hazards.Length ? _hazards[index] : 0;

    /// <summary>Laps from now (0 is the lap now driven) by whose end <paramref name="share"/> of the probability of another stop has passed.</summary>
    public int Quantile(double share)
    {
        var goal = share * Any;
        var none = 1.0;
        for (var i = 0; i < _hazards.Length; i++)
        {
            none *= 1 - _hazards[i];
            if (1 - none >= goal)
            {
                return i;
            }
        }

        return Math.Max(0, _hazards.Length - 1);
    }

    /// <summary>Most probable number of stops still to come (3 stands for 3 and more) and its probability.</summary>
    public (int Stops, double Probability) MostProbable()
    {
        Span<double> counts = stackalloc double[Counted];
        Counts(counts);
        var best = 0;
        for (var stops = 1; stops < Counted; stops++)
        {
            best = counts[stops] > counts[best] ? stops : best;
        }

        return (best, counts[best]);
    }

    /// <summary>Writes the probability of each number of stops still to come, from none to <see cref="Counted"/> − 1 and more.</summary>
    public void Counts(Span<double> counts)
    {
        Span<double> atLeast = stackalloc double[Counted + 1];
        atLeast[0] = 1;
        var none = 1.0;
        for (var i = 0; i < _hazards.Length; i++)
        {
            var here = none * _hazards[i];
            none *= 1 - _hazards[i];
            var left = _hazards.Length - i;

            // A later stop halves what is left: with equal sets the cheapest plan has equal stints.
            var again = Again(left);
            atLeast[1] += here;
            atLeast[2] += here * again;
            atLeast[3] += here * again * Again(left / 2.0);
        }

        for (var stops = 0; stops < Counted; stops++)
        {
            counts[stops] = Math.Clamp(atLeast[stops] - atLeast[stops + 1], 0, 1);
        }
    }

    private static double UsualLife(CircuitProfile circuit) => Math.Max(
        1,
        (circuit.Of(TyreCompound.Soft).LifeLaps.Mean + circuit.Of(TyreCompound.Medium).LifeLaps.Mean + circuit.Of(TyreCompound.Hard).LifeLaps.Mean) / 3);

    private double Again(double lapsLeft) => 1 / (1 + Math.Exp(-AgainIntercept - (AgainPerLife * lapsLeft / _usualLife)));
}
