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

    /// <summary>Reads what <paramref name="watch"/> has seen; null where the car made no stop.</summary>
    internal static RejoinOutlook? Of(PlanWatch watch)
    {
        var places = watch.Rejoin.ToArray().Where(p => p > 0).Select(p => (float)p).Order().ToArray();
        return places.Length == 0
            ? null
            : new RejoinOutlook
            {
                Mean = places.Average(p => (double)p),
                P10 = Percentile.Low(places),
                P90 = Percentile.High(places),
                Ahead = watch.Ahead is { } a ? new RejoinNeighbour(a.CarId, a.Share, a.Seconds) : null,
                Behind = watch.Behind is { } b ? new RejoinNeighbour(b.CarId, b.Share, b.Seconds) : null,
                Traffic = (double)watch.Traffic / places.Length,
            };
    }
}
