using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Sampling;

/// <summary>When a car comes in, for what, and what it costs.</summary>
internal sealed class StopStrategy
{
    // Wetter than the crossover by this much and cars come in for intermediates, drier and they come in for slicks: teams wait until
    // the change is sure. An assumption.
    private const double CrossoverMargin = 0.1;
    private const double Crossover = 0.5;

    // The fit of the share of cars that stop under a caution asks the same of a car's set and of the laps left.
    internal const int YoungestSetLaps = 8;
    internal const int FewestLapsLeft = 8;
    internal const int ShortestStint = 5;
    internal const double LargestStretch = 2;
    internal const double CheapestStopSeconds = 1;

    // A set that is still on the car has outlived every shorter plan: plans are drawn again that often, then a lap or a few more is it.
    private const int PlanDraws = 8;
    private const double LapsOnBorrowedTime = 4;

    private readonly RaceParameters _race;
    private readonly SeededRandom _random;

    public StopStrategy(RaceParameters race, SeededRandom random)
    {
        _race = race;
        _random = random;
    }

    /// <summary>Draws how long the team wants to run the set that is fitted, longer than it has run already.</summary>
    public void PlanStint(CarRun car)
    {
        var profile = _race.Circuit.Of(car.Compound);
        var life = profile.PlannedLaps ?? profile.LifeLaps;
        var stretch = _race.Field.FinalStintStretch;
        car.PlannedLife = DrawLife(life);
        for (var draw = 1; draw < PlanDraws && car.PlannedLife <= car.Age + 1; draw++)
        {
            car.PlannedLife = DrawLife(life);
        }

        if (car.PlannedLife <= car.Age + 1)
        {
            car.PlannedLife = car.Age + 1 + (LapsOnBorrowedTime * _random.NextDouble());
        }

        car.Stretch = Math.Clamp(stretch.Mean + (stretch.StandardDeviation * _random.NextNormal()), 1, LargestStretch);
    }

    /// <summary>The compound to come in for at the end of the lap that <paramref name="car"/> begins; null to stay out.</summary>
    public TyreCompound? Decide(CarRun car, double wetness, Caution? caution)
    {
        var left = _race.Laps - car.LapsCompleted - 1;
        if (left < 1)
        {
            return null;
        }

        if (car.OnWetTyres ? wetness < Crossover - CrossoverMargin : wetness > Crossover + CrossoverMargin)
        {
            return car.OnWetTyres ? ChooseSlick(car, left) : TyreCompound.Intermediate;
        }

        if (!WantsToStop(car, left) && !TakesChance(car, left, caution))
        {
            return null;
        }

        return car.OnWetTyres ? TyreCompound.Intermediate : ChooseSlick(car, left);
    }

    /// <summary>The compound that a car takes which is in the pit lane for tyres.</summary>
    public TyreCompound Choose(CarRun car, double wetness) =>
        wetness > Crossover ? TyreCompound.Intermediate : ChooseSlick(car, _race.Laps - car.LapsCompleted);

    /// <summary>Draws a stop for <paramref name="compound"/> made under <paramref name="caution"/>.</summary>
    public PitStop Draw(TyreCompound compound, Caution? caution)
    {
        var (circuit, field) = (_race.Circuit, _race.Field);
        var mean = caution?.Kind switch
        {
            CautionKind.SafetyCar => circuit.PitLossSafetyCarSeconds.Mean,
            CautionKind.VirtualSafetyCar => circuit.PitLossVirtualSafetyCarSeconds.Mean,
            _ => circuit.PitLossSeconds.Mean,
        };
        var ordinary = field.StandstillMinimumSeconds + field.StandstillMedianExcessSeconds;
        var standstill = field.StandstillMinimumSeconds
            + (field.StandstillMedianExcessSeconds * Math.Exp(field.StandstillLogDeviation * _random.NextNormal()));
        var loss = mean + standstill - ordinary + (field.PitLossScatterSeconds * _random.NextNormal());
        return new PitStop(
            Math.Max(CheapestStopSeconds, loss), standstill, circuit.PitLaneSeconds.Mean + standstill - ordinary, compound);
    }

    private double DrawLife(Estimate life) => Math.Max(ShortestStint, life.Mean + (life.StandardDeviation * _random.NextNormal()));

    private static bool WantsToStop(CarRun car, int left)
    {
        var worn = car.Age + 1 >= car.PlannedLife;
        if (NeedsOtherCompound(car))
        {
            return worn || left <= ShortestStint;
        }

        return worn && left > ShortestStint && car.Age + 1 + left > car.PlannedLife * car.Stretch;
    }

    private bool TakesChance(CarRun car, int left, Caution? caution)
    {
        if (caution is not { Neutralises: true } || ReferenceEquals(car.Decided, caution) || car.Age < YoungestSetLaps || left < FewestLapsLeft)
        {
            return false;
        }

        car.Decided = caution;
        return _random.Chance(caution.Kind == CautionKind.SafetyCar ? _race.Field.StopShareSafetyCar : _race.Field.StopShareVirtualSafetyCar);
    }

    // The rule asks for two slick compounds unless the race was wet.
    private static bool NeedsOtherCompound(CarRun car) => car.Used.TrueForAll(c => c == car.Used[0]) && !car.OnWetTyres;

    // The softest that lasts to the flag, else the one that lasts longest.
    private TyreCompound ChooseSlick(CarRun car, int left)
    {
        var other = NeedsOtherCompound(car) ? car.Compound : (TyreCompound?)null;
        var best = TyreCompound.Hard;
        var longest = double.NegativeInfinity;
        for (var compound = TyreCompound.Soft; compound <= TyreCompound.Hard; compound++)
        {
            if (compound == other)
            {
                continue;
            }

            var profile = _race.Circuit.Of(compound);
            var life = (profile.PlannedLaps ?? profile.LifeLaps).Mean;
            if (life * car.Stretch >= left)
            {
                return compound;
            }

            if (life > longest)
            {
                (best, longest) = (compound, life);
            }
        }

        return best;
    }
}
