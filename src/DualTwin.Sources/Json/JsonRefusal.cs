namespace DualTwin.Sources.Json;

/// <summary>Why sources that carry JSON refuse messages, beside the reasons of the reader: fixed texts to count by.</summary>
internal static class JsonRefusal
{
    /// <summary>A message measured before the newest one: the network or the sender mixed them up.</summary>
    public const string OutOfOrder = "out_of_order";

    /// <summary>JSON in which nothing is telemetry, such as a greeting or a keep-alive.</summary>
    public const string NoTelemetry = "no_telemetry";

    /// <summary>Wrong values of a message beyond those that the reader lists one by one.</summary>
    public const string FurtherProblems = "further_problems";
}
