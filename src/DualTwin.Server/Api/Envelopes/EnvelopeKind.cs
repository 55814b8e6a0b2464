namespace DualTwin.Server.Api.Envelopes;

/// <summary>Endpoints whose answer depends on nothing but the view and the version of the schema.</summary>
internal enum EnvelopeKind
{
    Telemetry,
    CarTwin,
    FieldTwin,
    Environment,
    SystemComplete,
}
