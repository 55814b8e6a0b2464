using DualTwin.RaceModel.Sampling;

namespace DualTwin.Twins.Pace;

/// <summary>Constants of <see cref="PaceFilter"/>, all fitted; docs/models/twins.md says on what and how.</summary>
internal static class PaceConstants
{
    /// <summary>Standard deviation of a car's base around the circuit's reference lap, as a share of it.</summary>
    public const double BasePriorShare = 0.05;

    /// <summary>Standard deviation of a stint's offset around its compound's, s.</summary>
    public const double OffsetSeconds = 0.5;

    /// <summary>The same on intermediates and wets, whose pace is the weather's, s.</summary>
    public const double WetOffsetSeconds = 8;

    /// <summary>Scatter of slopes between the cars of one race, s per lap, besides the race's own.</summary>
    public const double SlopeBetweenCars = 0.025;

    /// <summary>Share of a car's form that is left one lap later.</summary>
    public const double FormPersistence = CarParameters.FormPersistence;

    /// <summary>Variance that form gains in a dry lap, against that of a single lap.</summary>
    public const double FormStepShare = 1;

    /// <summary>Variance that form gains in a wet lap, s².</summary>
    public const double WetFormStepVariance = 3;

    /// <summary>Standard deviation of a single lap before the car has driven, s.</summary>
    public const double NoisePriorSeconds = 0.25;

    /// <summary>Laps that the prior of the noise is worth.</summary>
    public const double NoisePriorLaps = 6;

    /// <summary>Where Huber's loss turns from square to straight, standard deviations: the usual value, 95 % efficient under a normal.</summary>
    public const double HuberK = 1.345;

    /// <summary>1 / E[min(z², k²)] for a standard normal z: keeps the variance unbiased under clipping at <see cref="HuberK"/>.</summary>
    public const double HuberConsistency = 1.4077;

    /// <summary>A car within this of the one ahead at the line drives in its wake, s.</summary>
    public const double TrafficSeconds = 1.5;

    /// <summary>Variance of a lap in traffic against one in clean air.</summary>
    public const double TrafficVariance = 5;

    /// <summary>Most laps that are looked ahead.</summary>
    public const int LapsAhead = 10;

    /// <summary>Variance of a lap under a local yellow against one under green.</summary>
    public const double YellowVariance = 4;
}
