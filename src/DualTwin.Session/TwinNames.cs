using System.Text.Json;

namespace DualTwin.Session;

/// <summary>Property names of the twins' documents, encoded once.</summary>
internal static class TwinNames
{
    public static readonly JsonEncodedText SchemaVersion = Encode("schema_version");
    public static readonly JsonEncodedText CarId = Encode("car_id");
    public static readonly JsonEncodedText Timestamp = Encode("timestamp");
    public static readonly JsonEncodedText CurrentState = Encode("current_state");
    public static readonly JsonEncodedText Speed = Encode("speed");
    public static readonly JsonEncodedText TireTemp = Encode("tire_temp");
    public static readonly JsonEncodedText TireWear = Encode("tire_wear");
    public static readonly JsonEncodedText FuelLevel = Encode("fuel_level");
    public static readonly JsonEncodedText LapTime = Encode("lap_time");
    public static readonly JsonEncodedText Predictions = Encode("predictions");
    public static readonly JsonEncodedText TireDegradationRate = Encode("tire_degradation_rate");
    public static readonly JsonEncodedText FuelConsumptionRate = Encode("fuel_consumption_rate");
    public static readonly JsonEncodedText PredictedPitLap = Encode("predicted_pit_lap");
    public static readonly JsonEncodedText PerformanceDelta = Encode("performance_delta");
    public static readonly JsonEncodedText StrategyMetrics = Encode("strategy_metrics");
    public static readonly JsonEncodedText OptimalPitWindow = Encode("optimal_pit_window");
    public static readonly JsonEncodedText TireLifeRemaining = Encode("tire_life_remaining");
    public static readonly JsonEncodedText FuelLapsRemaining = Encode("fuel_laps_remaining");
    public static readonly JsonEncodedText Estimates = Encode("estimates");
    public static readonly JsonEncodedText FuelMass = Encode("fuel_mass");
    public static readonly JsonEncodedText TireSlope = Encode("tire_slope");
    public static readonly JsonEncodedText NextLapTime = Encode("next_lap_time");
    public static readonly JsonEncodedText CleanAirPace = Encode("clean_air_pace");
    public static readonly JsonEncodedText PitLoss = Encode("pit_loss");
    public static readonly JsonEncodedText LapNoise = Encode("lap_noise");
    public static readonly JsonEncodedText BestPitLap = Encode("best_pit_lap");
    public static readonly JsonEncodedText PitProbabilities = Encode("pit_probabilities");
    public static readonly JsonEncodedText Simulated = Encode("simulated");
    public static readonly JsonEncodedText Measured = Encode("measured");
    public static readonly JsonEncodedText Driver = Encode("driver");
    public static readonly JsonEncodedText Team = Encode("team");
    public static readonly JsonEncodedText Position = Encode("position");
    public static readonly JsonEncodedText Lap = Encode("lap");
    public static readonly JsonEncodedText Status = Encode("status");
    public static readonly JsonEncodedText Compound = Encode("compound");
    public static readonly JsonEncodedText TireAge = Encode("tire_age");
    public static readonly JsonEncodedText StopsMade = Encode("stops_made");
    public static readonly JsonEncodedText OurCarId = Encode("our_car_id");
    public static readonly JsonEncodedText Competitors = Encode("competitors");
    public static readonly JsonEncodedText CurrentPosition = Encode("current_position");
    public static readonly JsonEncodedText GapToLeader = Encode("gap_to_leader");
    public static readonly JsonEncodedText PredictedStrategy = Encode("predicted_strategy");
    public static readonly JsonEncodedText PredictedStops = Encode("predicted_stops");
    public static readonly JsonEncodedText PredictedStopsProbability = Encode("predicted_stops_probability");
    public static readonly JsonEncodedText PitProbability = Encode("pit_probability");
    public static readonly JsonEncodedText ThreatLevel = Encode("strategic_threat_level");
    public static readonly JsonEncodedText ThreatReasons = Encode("threat_reasons");
    public static readonly JsonEncodedText Kind = Encode("kind");
    public static readonly JsonEncodedText WithinFiveLaps = Encode("within_five_laps");
    public static readonly JsonEncodedText BehavioralProfile = Encode("behavioral_profile");
    public static readonly JsonEncodedText UndercutTendency = Encode("undercut_tendency");
    public static readonly JsonEncodedText AggressiveDefense = Encode("aggressive_defense");
    public static readonly JsonEncodedText TireManagement = Encode("tire_management");
    public static readonly JsonEncodedText Opportunities = Encode("strategic_opportunities");
    public static readonly JsonEncodedText Type = Encode("type");
    public static readonly JsonEncodedText TargetCar = Encode("target_car");
    public static readonly JsonEncodedText Probability = Encode("probability");
    public static readonly JsonEncodedText ExecutionLap = Encode("execution_lap");

    public static readonly JsonEncodedText NextStop = Encode("next_stop");
    public static readonly JsonEncodedText LapP10 = Encode("lap_p10");
    public static readonly JsonEncodedText LapMedian = Encode("lap_median");
    public static readonly JsonEncodedText LapP90 = Encode("lap_p90");
    public static readonly JsonEncodedText Compounds = Encode("compounds");
    public static readonly JsonEncodedText Strategies = Encode("possible_strategies");
    public static readonly JsonEncodedText Stops = Encode("stops");
    public static readonly JsonEncodedText NextCompound = Encode("next_compound");
    public static readonly JsonEncodedText Rejoin = Encode("rejoin");
    public static readonly JsonEncodedText Mean = Encode("mean");
    public static readonly JsonEncodedText P10 = Encode("p10");
    public static readonly JsonEncodedText P90 = Encode("p90");
    public static readonly JsonEncodedText AheadCar = Encode("ahead_car");
    public static readonly JsonEncodedText AheadGap = Encode("ahead_gap");
    public static readonly JsonEncodedText BehindCar = Encode("behind_car");
    public static readonly JsonEncodedText BehindGap = Encode("behind_gap");
    public static readonly JsonEncodedText Gain = Encode("gain");
    public static readonly JsonEncodedText EndedBy = Encode("ended_by");

    public static readonly JsonEncodedText Alerts = Encode("alerts");
    public static readonly JsonEncodedText Opening = Encode("opening");
    public static readonly JsonEncodedText Cars = Encode("cars");

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name);
}
