namespace DualTwin.Telemetry.Schema;

/// <summary>A version of the public schema. Later ones are supersets of earlier ones.</summary>
public enum SchemaVersion
{
    /// <summary>1.0.0: the contract of the first version, exactly its fields.</summary>
    Version100,

    /// <summary>1.1.0: adds source, times, session facts, gaps, status, stints and what is estimated.</summary>
    Version110,
}
