namespace DualTwin.Telemetry.History;

/// <summary>The types of <see cref="SessionEvent"/>, as they stand in the public schema.</summary>
public static class EventTypes
{
    public const string SessionStarted = "session_started";
    public const string SessionSuspended = "session_suspended";
    public const string SessionResumed = "session_resumed";
    public const string ChequeredFlag = "chequered_flag";
    public const string SessionEnded = "session_ended";
    public const string QualifyingPart = "qualifying_part";
    public const string TrackStatus = "track_status";
    public const string SafetyCarDeployed = "safety_car_deployed";
    public const string SafetyCarEnded = "safety_car_ended";
    public const string VirtualSafetyCarDeployed = "virtual_safety_car_deployed";
    public const string VirtualSafetyCarEnded = "virtual_safety_car_ended";
    public const string RedFlag = "red_flag";
    public const string RedFlagEnded = "red_flag_ended";
    public const string Weather = "weather";
    public const string RaceControl = "race_control";
    public const string PitEntry = "pit_entry";
    public const string PitExit = "pit_exit";
    public const string Stop = "stop";
    public const string StintCorrected = "stint_corrected";
    public const string CompoundMapping = "compound_mapping";
    public const string PositionChange = "position_change";
    public const string FastestLap = "fastest_lap";
    public const string LapDeleted = "lap_deleted";
    public const string CarStopped = "car_stopped";
    public const string CarResumed = "car_resumed";
    public const string Retirement = "retirement";
    public const string Finished = "finished";
    public const string Flashback = "flashback";
    public const string OurCar = "our_car";
    public const string SourceChange = "source_change";
    public const string SourceReturn = "source_return";
}
