namespace DualTwin.Sources.WebSocket;

/// <summary>Where a WebSocket server expects the token.</summary>
public enum WebSocketTokenPlace
{
    /// <summary>As the header <c>Authorization: Bearer …</c>.</summary>
    Header,

    /// <summary>As the query parameter <c>token</c>.</summary>
    Query,
}
