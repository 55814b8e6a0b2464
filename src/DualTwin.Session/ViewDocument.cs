namespace DualTwin.Session;

/// <summary>The documents of a view that readers ask for.</summary>
public enum ViewDocument
{
    /// <summary><c>telemetry_state.json</c>.</summary>
    Telemetry,

    /// <summary><c>car_twin_state.json</c> of our car.</summary>
    CarTwin,

    /// <summary><c>field_twin_state.json</c>.</summary>
    FieldTwin,

    /// <summary>Track, weather and flags.</summary>
    Environment,
}
