using System.Collections.Immutable;

namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// The stops that a car means to make from now to the flag. It keeps to them but for two things: when a neutralisation comes out a few laps before
/// a stop, it stops then; and when the weather changes, it does what everybody does.
/// </summary>
public sealed record StopPlan
{
    /// <summary>A neutralisation this many laps before a planned stop or fewer brings it forward: an assumption, see docs/models/forecast.md.</summary>
    public const int ChanceLaps = 12;

    /// <summary>A plan to stay out to the flag.</summary>
    public static readonly StopPlan StayOut = new() { Stops = [] };

    /// <summary>The stops, nearest first.</summary>
    public required ImmutableArray<PlannedStop> Stops { get; init; }

    /// <summary>First lap in which a neutralisation may come out and bring a stop forward: 0 for any, <see cref="int.MaxValue"/> for none.</summary>
    public int FirstChanceLap { get; init; }

    /// <inheritdoc/>
    public bool Equals(StopPlan? other) => other is not null && FirstChanceLap == other.FirstChanceLap && Stops.AsSpan().SequenceEqual(other.Stops.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(FirstChanceLap);
        foreach (var stop in Stops)
        {
            hash.Add(stop);
        }

        return hash.ToHashCode();
    }
}
