using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Json;

/// <summary>What a message has said of one car so far.</summary>
internal struct CarValues
{
    public string? Id;
    public int? Number;
    public string? Team;
    public string? TeamColour;
    public string? Driver;
    public string? DriverCode;
    public int? GridPosition;
    public int? Position;
    public int? LapsCompleted;
    public TimeSpan? LapTime;
    public TimeSpan? BestLapTime;
    public LapSectors? Sectors;
    public TimeSpan? Gap;
    public int? GapLaps;
    public TimeSpan? Interval;
    public int? IntervalLaps;
    public CarStatus? Status;
    public double? Speed;
    public double? LapFraction;
    public MapPosition? Place;
    public Compound? Compound;
    public string? CompoundName;
    public int? TyreAge;
    public double? TyreWear;
    public double? FuelLevel;
    public double? FuelMass;
    public bool FuelLevelEstimated;
    public bool WearEstimated;
    public bool AgeEstimated;

    /// <summary>The update; what the sender itself marks as estimated does not count as measured.</summary>
    public readonly CarUpdate ToUpdate() => new()
    {
        CarId = Id!,
        RaceNumber = Number,
        Team = Team,
        TeamColour = TeamColour,
        Driver = Driver,
        DriverCode = DriverCode,
        GridPosition = GridPosition,
        Position = Position,
        LapsCompleted = LapsCompleted,
        LastLapTime = LapTime,
        LastLapSectors = Sectors,
        BestLapTime = BestLapTime,
        GapToLeader = GapOf(Gap, GapLaps),
        Interval = GapOf(Interval, IntervalLaps),
        InPit = Status is null ? null : Status == CarStatus.InPitLane,
        Stopped = Status is null ? null : Status == CarStatus.Stopped,
        Retired = Status is null ? null : Status == CarStatus.Retired,
        Finished = Status == CarStatus.Finished ? true : null,
        SpeedKph = Speed,
        LapFraction = LapFraction,
        MapPosition = Place,
        Compound = Compound,
        CompoundName = CompoundName,
        TyreAge = AgeEstimated ? null : TyreAge,
        TyreWear = WearEstimated ? null : TyreWear,
        FuelLevel = FuelLevelEstimated ? null : FuelLevel,
        FuelMassKg = FuelMass,
    };

    private static Gap? GapOf(TimeSpan? time, int? laps) =>
        time is { } t ? Telemetry.Values.Gap.Of(t) : laps is { } l ? Telemetry.Values.Gap.OfLaps(l) : null;
}
