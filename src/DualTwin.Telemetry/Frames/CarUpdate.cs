using System.Collections.Immutable;
using DualTwin.Telemetry.Systems;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Frames;

/// <summary>
/// What a frame says of one car. Null says nothing; a value that became unknown is named in <see cref="Cleared"/>.
/// </summary>
public sealed record CarUpdate
{
    /// <summary>Identity of the car within the session: its race number as text, or <c>number-slot</c> where two cars carry one number.</summary>
    public required string CarId { get; init; }

    /// <summary>Values that the source no longer knows.</summary>
    public CarFields Cleared { get; init; }

    /// <summary>Race number, 0 to 255.</summary>
    public int? RaceNumber { get; init; }

    /// <summary>Driver's name.</summary>
    public string? Driver { get; init; }

    /// <summary>Three-letter code of the driver.</summary>
    public string? DriverCode { get; init; }

    /// <summary>Team name.</summary>
    public string? Team { get; init; }

    /// <summary>Team colour as six hexadecimal digits.</summary>
    public string? TeamColour { get; init; }

    /// <summary>Starting position, 1 or more.</summary>
    public int? GridPosition { get; init; }

    /// <summary>Position, 1 or more.</summary>
    public int? Position { get; init; }

    /// <summary>Complete laps, 0 or more. A rise says that laps were completed.</summary>
    public int? LapsCompleted { get; init; }

    /// <summary>Time of the last complete lap.</summary>
    public TimeSpan? LastLapTime { get; init; }

    /// <summary>Sector times of the last complete lap, from sources that tell them together with it.</summary>
    public LapSectors? LastLapSectors { get; init; }

    /// <summary>Whether the last complete lap counts; false where it was deleted.</summary>
    public bool? LastLapValid { get; init; }

    /// <summary>Complete laps, in any order, from sources that tell past laps again; only those that changed.</summary>
    public ImmutableArray<LapUpdate> Laps { get; init; } = [];

    /// <summary>The status that slowed the last complete lap most, from sources that tell it together with the lap.</summary>
    public TrackStatus? LastLapTrackStatus { get; init; }

    /// <summary>Numbers of laps whose times were deleted, whichever laps they were.</summary>
    public ImmutableArray<int> DeletedLaps { get; init; } = [];

    /// <summary>Colour of the last lap time.</summary>
    public SectorPace? LastLapPace { get; init; }

    /// <summary>Best lap time of the session.</summary>
    public TimeSpan? BestLapTime { get; init; }

    /// <summary>Number of the lap that was the best.</summary>
    public int? BestLap { get; init; }

    /// <summary>Sector times on display, as they come in through the lap; a null element says nothing.</summary>
    public LapSectors Sectors { get; init; }

    /// <summary>Colours of the sectors on display; a null element says nothing.</summary>
    public SectorPaces SectorPaces { get; init; }

    /// <summary>Gap to the leader.</summary>
    public Gap? GapToLeader { get; init; }

    /// <summary>Interval to the car ahead.</summary>
    public Gap? Interval { get; init; }

    /// <summary>Whether the car is in the pit lane, garage or pit box.</summary>
    public bool? InPit { get; init; }

    /// <summary>Whether the car stands still in its pit box.</summary>
    public bool? Stationary { get; init; }

    /// <summary>Whether the car stopped on or beside the track.</summary>
    public bool? Stopped { get; init; }

    /// <summary>Whether the source says that the car is out of the session.</summary>
    public bool? Retired { get; init; }

    /// <summary>Whether the source says that the car has taken the flag.</summary>
    public bool? Finished { get; init; }

    /// <summary>Eliminated from a knock-out qualifying.</summary>
    public bool? KnockedOut { get; init; }

    /// <summary>Time in the pit lane of the visit that has just ended, where the source measures it.</summary>
    public TimeSpan? PitLaneTime { get; init; }

    /// <summary>Stationary time of the visit that has just ended, where the source measures it.</summary>
    public TimeSpan? StationaryTime { get; init; }

    /// <summary>Visits to the pit lane that are over, in any order, from sources that tell each as a whole; only those that changed.</summary>
    public ImmutableArray<PitVisitUpdate> PitVisits { get; init; } = [];

    /// <summary>
    /// Whether the visit that has just ended changed tyres, where the source shows it before its stints do, or without them; null where it
    /// does not. What a stint says counts more.
    /// </summary>
    public bool? TyresChanged { get; init; }

    /// <summary>Stints, in any order; only those that changed.</summary>
    public ImmutableArray<StintUpdate> Stints { get; init; } = [];

    /// <summary>Relative compound now fitted, from sources without stint lists.</summary>
    public Compound? Compound { get; init; }

    /// <summary>Name of the compound now fitted, upper case, from sources without stint lists.</summary>
    public string? CompoundName { get; init; }

    /// <summary>Laps on the set now fitted, earlier use included.</summary>
    public int? TyreAge { get; init; }

    /// <summary>Mean wear of the set, 0 new … 1.</summary>
    public double? TyreWear { get; init; }

    /// <summary>Wear of each wheel, 0 new … 1.</summary>
    public Wheels? TyreWearByWheel { get; init; }

    /// <summary>Temperature of each tyre, at the surface where the source tells surface and carcass apart, °C.</summary>
    public Wheels? TyreTemperatureCelsius { get; init; }

    /// <summary>Fuel in the tank, kg.</summary>
    public double? FuelMassKg { get; init; }

    /// <summary>Capacity of the tank, kg.</summary>
    public double? FuelCapacityKg { get; init; }

    /// <summary>Fuel as a share of the capacity, 0…1, from sources that tell no mass.</summary>
    public double? FuelLevel { get; init; }

    /// <summary>Speed, 0…400 km/h.</summary>
    public double? SpeedKph { get; init; }

    /// <summary>Part of the current lap that lies behind the car, 0…1.</summary>
    public double? LapFraction { get; init; }

    /// <summary>Place on the ground plane.</summary>
    public MapPosition? MapPosition { get; init; }

    /// <summary>What only a source inside the car measures.</summary>
    public CarSystems? Systems { get; init; }
}
