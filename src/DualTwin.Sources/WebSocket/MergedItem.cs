using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.WebSocket;

/// <summary>What one endpoint of several has to say: a frame, that it connected, or that it is down.</summary>
/// <param name="Endpoint">Index of the endpoint.</param>
/// <param name="Frame">A frame; null where the item tells of the connection.</param>
/// <param name="Content">Digest of the frame's message.</param>
/// <param name="DownCause">Why the endpoint is down; null where it is up.</param>
internal readonly record struct MergedItem(int Endpoint, Frame? Frame, UInt128 Content, string? DownCause);
