namespace DualTwin.Storage.StateFiles;

/// <summary>The files that hold the state of a session for other programs and for the next start.</summary>
public enum StateFile
{
    /// <summary>The session as measured, with estimates marked: <c>telemetry_state.json</c>.</summary>
    Telemetry,

    /// <summary>The twin of our car: <c>car_twin_state.json</c>.</summary>
    CarTwin,

    /// <summary>The twins of the rivals: <c>field_twin_state.json</c>.</summary>
    FieldTwin,
}
