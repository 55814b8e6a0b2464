namespace DualTwin.Server.Streaming;

/// <summary>Documents that a stream's views hold.</summary>
[Flags]
internal enum StreamFields
{
    None = 0,
    Telemetry = 1,
    CarTwin = 1 << 1,
    FieldTwin = 1 << 2,
    Environment = 1 << 3,
    All = Telemetry | CarTwin | FieldTwin | Environment,
}
