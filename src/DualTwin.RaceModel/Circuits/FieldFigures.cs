using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Circuits;

/// <summary>What is known of fields and races before one starts, wherever it is run: fitted figures, pooled over all circuits.</summary>
public sealed record FieldFigures
{
    /// <summary>How much slower than the fastest car the car at each rank of pace is, as a share of the lap time, fastest first.</summary>
    public required IReadOnlyList<double> PaceShareByRank { get; init; }

    /// <summary>Scatter of the starting position around the rank of race pace, places (standard deviation).</summary>
    public required double GridScatterPlaces { get; init; }

    /// <summary>Time lost in the first lap per starting position, s.</summary>
    public required double GridSlotSeconds { get; init; }

    /// <summary>Scatter of a car's first lap around that line, s (standard deviation).</summary>
    public required double StartScatterSeconds { get; init; }

    /// <summary>Lap time lost by starting a lap less than 1 s behind another car, s.</summary>
    public required double FollowingLossUnderOneSecond { get; init; }

    /// <summary>Lap time lost by starting a lap 1 to 2 s behind another car, s.</summary>
    public required double FollowingLossUnderTwoSeconds { get; init; }

    /// <summary>How much the log-odds of a pass rise with each second per lap of advantage in pace, 1/s.</summary>
    public required double PassOddsPerSecondOfPace { get; init; }

    /// <summary>How much the log-odds of a pass fall with each second of gap at the start of the lap, 1/s.</summary>
    public required double PassOddsPerSecondOfGap { get; init; }

    /// <summary>Gap at the start of the lap for which a circuit's passing advantage is stated, s.</summary>
    public required double PassGapSeconds { get; init; }

    /// <summary>Smallest gap that a car held up keeps to the car ahead when both cross the line, s.</summary>
    public required double ClosestGapSeconds { get; init; }

    /// <summary>Median of the gap that a faster car has to the car ahead after a lap in which it did not get by, s.</summary>
    public required double HeldUpGapSeconds { get; init; }

    /// <summary>Shortest standstill of a tyre stop, s.</summary>
    public required double StandstillMinimumSeconds { get; init; }

    /// <summary>Median of the standstill beyond the shortest, s.</summary>
    public required double StandstillMedianExcessSeconds { get; init; }

    /// <summary>Standard deviation of the natural logarithm of that excess.</summary>
    public required double StandstillLogDeviation { get; init; }

    /// <summary>Share of a stop's cost that falls into the lap at whose end the car comes in, 0…1.</summary>
    public required double PitLossInLapShare { get; init; }

    /// <summary>Scatter of the cost of single stops beyond what the standstill explains, s (standard deviation).</summary>
    public required double PitLossScatterSeconds { get; init; }

    /// <summary>Time of a lap behind the safety car, in racing laps.</summary>
    public required double SafetyCarLapFactor { get; init; }

    /// <summary>Time of a lap while catching up with the queue behind the safety car, in racing laps.</summary>
    public required double SafetyCarCatchUpFactor { get; init; }

    /// <summary>Time of a lap under a virtual safety car, in racing laps.</summary>
    public required double VirtualSafetyCarLapFactor { get; init; }

    /// <summary>Laps that a safety car stays out.</summary>
    public required Estimate SafetyCarLaps { get; init; }

    /// <summary>Laps in which a virtual safety car is shown.</summary>
    public required Estimate VirtualSafetyCarLaps { get; init; }

    /// <summary>Time between neighbours in the queue behind the safety car, s.</summary>
    public required double SafetyCarGapSeconds { get; init; }

    /// <summary>Probability per racing lap that yellow flags are shown without more coming of it.</summary>
    public required double YellowPerLap { get; init; }

    /// <summary>Lap time lost in a lap with a yellow flag, s.</summary>
    public required double YellowLossSeconds { get; init; }

    /// <summary>Share of the safety cars and virtual safety cars that come with a car dropping out, 0…1.</summary>
    public required double NeutralisationWithRetirementShare { get; init; }

    /// <summary>Share of the running cars that stop for tyres while a safety car is out, 0…1.</summary>
    public required double StopShareSafetyCar { get; init; }

    /// <summary>Share of the running cars that stop for tyres while a virtual safety car is shown, 0…1.</summary>
    public required double StopShareVirtualSafetyCar { get; init; }

    /// <summary>Probability for each car to drop out in the first lap.</summary>
    public required double FirstLapRetirementShare { get; init; }

    /// <summary>Share of the cars that start a dry race on each slick compound, softest first.</summary>
    public required IReadOnlyList<double> StartCompoundShares { get; init; }

    /// <summary>Length of the stint that ends at the flag against the mean length of one that ends in a stop.</summary>
    public required Estimate FinalStintStretch { get; init; }

    /// <summary>How often a car's pace falls off for good.</summary>
    public required PaceDropFigures PaceDrop { get; init; }

    /// <summary>Probability that a race starts on a wet track.</summary>
    public required double WetStartShare { get; init; }

    /// <summary>Probability per dry lap that the track becomes wet enough for intermediates.</summary>
    public required double RainPerLap { get; init; }

    /// <summary>Probability per wet lap that the track becomes dry enough for slicks.</summary>
    public required double DryingPerLap { get; init; }

    /// <summary>Time of a lap on intermediates on a wet track, in dry racing laps.</summary>
    public required double IntermediateLapFactor { get; init; }

    /// <summary>Time of a lap on intermediates when slicks take over, in dry racing laps.</summary>
    public required double CrossoverLapFactor { get; init; }
}
