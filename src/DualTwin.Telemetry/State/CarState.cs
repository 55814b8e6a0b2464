using System.Collections.Immutable;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Systems;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>All that is known of one car. Immutable; a car that a frame does not touch is the same object afterwards.</summary>
public sealed record CarState
{
    /// <inheritdoc cref="Frames.CarUpdate.CarId"/>
    public required string CarId { get; init; }

    /// <summary>Who drives what.</summary>
    public CarIdentity Identity { get; init; } = CarIdentity.Unknown;

    /// <summary>Order, laps and gaps.</summary>
    public CarTiming Timing { get; init; } = CarTiming.Unknown;

    /// <summary>The set of tyres now fitted.</summary>
    public CarTyres Tyres { get; init; } = CarTyres.Unknown;

    /// <summary>Fuel on board.</summary>
    public CarEnergy Energy { get; init; } = CarEnergy.Unknown;

    /// <summary>Place and speed.</summary>
    public CarMotion Motion { get; init; } = CarMotion.Unknown;

    /// <summary>What only a source inside the car measures.</summary>
    public CarSystems Systems { get; init; } = CarSystems.Unknown;

    /// <summary>What the car is doing; null until a source says anything that tells it.</summary>
    public CarStatus? Status { get; init; }

    /// <summary>Whether <see cref="Status"/> was concluded from the car's silence rather than said by the source.</summary>
    public bool StatusInferred { get; init; }

    /// <summary>Eliminated from a knock-out qualifying.</summary>
    public bool KnockedOut { get; init; }

    /// <summary>Complete laps, oldest first.</summary>
    public ImmutableList<LapRecord> Laps { get; init; } = [];

    /// <summary>Stints, oldest first; the last one is running.</summary>
    public ImmutableList<StintRecord> Stints { get; init; } = [];

    /// <summary>Visits to the pit lane, oldest first; the last one may still be going on.</summary>
    public ImmutableList<PitVisit> PitVisits { get; init; } = [];

    /// <summary>
    /// Tyre stops made: visits that changed tyres while a race or sprint ran, and those that only the stints tell of, as they were
    /// made before anybody listened; 0 in practice and qualifying.
    /// </summary>
    public int StopCount { get; init; }

    /// <summary>The track status that slowed the current lap most so far.</summary>
    public TrackStatus? StatusDuringLap { get; init; }

    /// <summary>What the source says of the car's condition, from which <see cref="Status"/> follows.</summary>
    public CarCondition Condition { get; init; }

    /// <summary>Stints as the source counts them, by index; visits that changed no tyres may stand among them.</summary>
    public ImmutableList<SourceStint> SourceStints { get; init; } = [];

    /// <summary>True while the car takes part: neither retired nor finished.</summary>
    public bool Running => Status is not (CarStatus.Retired or CarStatus.Finished);

    /// <summary>The lap the car is on, 1 or more, its last one once it has finished; null until the source tells laps.</summary>
    public int? CurrentLap => Status == CarStatus.Finished ? Timing.LapsCompleted : Timing.LapsCompleted + 1;
}
