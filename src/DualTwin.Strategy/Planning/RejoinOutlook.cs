namespace DualTwin.Strategy.Planning;

/// <summary>Where a car comes out after the first stop of a plan: its place at the line with all that the stop costs, over the simulated races in which it makes one.</summary>
public sealed record RejoinOutlook
{
    /// <summary>Expected place among the running cars, 1 or more.</summary>
    public required double Mean { get; init; }

    /// <summary>10th percentile of the place.</summary>
    public required int P10 { get; init; }

    /// <summary>90th percentile of the place.</summary>
    public required int P90 { get; init; }

    /// <summary>The car that it most probably comes out behind; null where it comes out in the lead.</summary>
    public RejoinNeighbour? Ahead { get; init; }

    /// <summary>The car that it most probably comes out in front of; null where there is none.</summary>
    public RejoinNeighbour? Behind { get; init; }

    /// <summary>Probability to come out within 2 s of the car ahead, 0…1.</summary>
    public required double Traffic { get; init; }
}
