using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;

namespace DualTwin.RaceModel.Sampling;

/// <summary>Lap time in clean air before noise, as a sum of causes.</summary>
public static class LapTimeModel
{
    // Wetness at which slicks and intermediates are equally fast, by the definition of wetness.
    private const double CrossoverWetness = 0.5;

    // Beyond this multiple of the mean stint length a set falls off ever faster. Recorded stints hardly ever get there, so that
    // neither figure can be fitted: an assumption that keeps sampled cars from running a set for ever.
    internal const double CliffBegin = 2.5;
    internal const double CliffSecondsPerLapSquared = 0.02;

    /// <summary>Lap time of a car in clean air, s.</summary>
    /// <param name="race">The race.</param>
    /// <param name="car">The car.</param>
    /// <param name="compound">Compound fitted.</param>
    /// <param name="ageLaps">Laps on the set at the end of the lap, 0 or more.</param>
    /// <param name="fuelKg">Fuel in the tank, kg.</param>
    /// <param name="wetness">Wetness of the track, 0…1.</param>
    public static double CleanAirSeconds(
        RaceParameters race, CarParameters car, TyreCompound compound, double ageLaps, double fuelKg, double wetness)
    {
        var dry = car.CleanAirPaceSeconds + (race.Circuit.FuelSecondsPerKg * (fuelKg - race.MeanFuelKg));
        return (dry * TrackFactor(race.Field, compound, wetness)) + TyreSeconds(race.Circuit.Of(compound), ageLaps, car.TyreWearFactor);
    }

    /// <summary>Loss of lap time to the set of tyres against a new medium set, s; never falls with age.</summary>
    public static double TyreSeconds(CompoundProfile compound, double ageLaps, double wearFactor)
    {
        var beyond = Math.Max(0, ageLaps - (CliffBegin * compound.LifeLaps.Mean));
        var offset = compound.Compound is TyreCompound.Intermediate or TyreCompound.Wet ? 0 : compound.PaceOffsetSeconds;
        return offset
            + (Math.Max(0, compound.DegradationSecondsPerLap.Mean) * wearFactor * ageLaps)
            + (CliffSecondsPerLapSquared * beyond * beyond);
    }

    /// <summary>How much longer a lap takes for the wetness of the track.</summary>
    public static double TrackFactor(FieldFigures field, TyreCompound compound, double wetness) =>
        compound is TyreCompound.Intermediate or TyreCompound.Wet
            ? field.IntermediateLapFactor
            : 1 + ((field.CrossoverLapFactor - 1) * wetness / CrossoverWetness);
}
