using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Systems;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Cars;

/// <summary>What packets have said of a car since the last frame was told; null says nothing.</summary>
internal struct CarDraft
{
    public bool Any;
    public CarFields Cleared;
    public int? RaceNumber;
    public string? Driver;
    public string? Team;
    public string? TeamColour;
    public int? GridPosition;
    public int? Position;
    public int? LapsCompleted;
    public TimeSpan? LastLapTime;
    public LapSectors? LastLapSectors;
    public bool? LastLapValid;
    public TimeSpan? BestLapTime;
    public LapSectors Sectors;
    public Gap? GapToLeader;
    public Gap? Interval;
    public bool? InPit;
    public bool? Retired;
    public bool? Finished;
    public bool LeftPits;
    public bool DroveThrough;
    public bool? TyresChanged;
    public TimeSpan? PitLaneTime;
    public TimeSpan? StationaryTime;
    public Compound? Compound;
    public string? CompoundName;
    public int? TyreAge;
    public Wheels? Wear;
    public Wheels? SurfaceTemperature;
    public double? FuelMassKg;
    public double? FuelCapacityKg;
    public double? SpeedKph;
    public double? LapFraction;
    public MapPosition? Place;
    public bool? Restricted;
    public TyreReadings? Tyres;
    public FuelReadings? Fuel;
    public EnergyStore? Energy;
    public DriverInputs? Inputs;
    public OvertakeAids? Overtaking;
    public CarDamage? Damage;
    public CarSetup? Setup;
    public CarPenalties? Penalties;
    public TyreSetList? TyreSets;

    /// <summary>The update that tells all of it, with what was heard of stints and laps gone by.</summary>
    public readonly CarUpdate ToUpdate(string carId, ImmutableArray<StintUpdate> stints, ImmutableArray<LapUpdate> laps) => new()
    {
        CarId = carId,
        Cleared = Cleared,
        RaceNumber = RaceNumber,
        Driver = Driver,
        Team = Team,
        TeamColour = TeamColour,
        GridPosition = GridPosition,
        Position = Position,
        LapsCompleted = LapsCompleted,
        LastLapTime = LastLapTime,
        LastLapSectors = LastLapSectors,
        LastLapValid = LastLapValid,
        BestLapTime = BestLapTime,
        Sectors = Sectors,
        GapToLeader = GapToLeader,
        Interval = Interval,
        InPit = InPit,
        Retired = Retired,
        Finished = Finished,
        TyresChanged = TyresChanged,
        PitLaneTime = PitLaneTime,
        StationaryTime = StationaryTime,
        Stints = stints,
        Laps = laps,
        Compound = Compound,
        CompoundName = CompoundName,
        TyreAge = TyreAge,
        TyreWearByWheel = Wear,
        TyreTemperatureCelsius = SurfaceTemperature,
        FuelMassKg = FuelMassKg,
        FuelCapacityKg = FuelCapacityKg,
        SpeedKph = SpeedKph,
        LapFraction = LapFraction,
        MapPosition = Place,
        Systems = Systems(),
    };

    private readonly CarSystems? Systems()
    {
        if (Restricted is null && Tyres is null && Fuel is null && Energy is null && Inputs is null && Overtaking is null
            && Damage is null && Setup is null && Penalties is null && TyreSets is null)
        {
            return null;
        }

        return new CarSystems
        {
            Restricted = Restricted,
            Tyres = Tyres,
            Fuel = Fuel,
            Energy = Energy,
            Inputs = Inputs,
            Overtaking = Overtaking,
            Damage = Damage,
            Setup = Setup,
            Penalties = Penalties,
            TyreSets = TyreSets,
        };
    }
}
