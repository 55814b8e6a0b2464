using System.Net.WebSockets;

namespace DualTwin.Sources.WebSocket;

/// <summary>A whole message.</summary>
/// <param name="Type">Text or binary.</param>
/// <param name="Bytes">Its size, bytes.</param>
/// <param name="Content">What it holds; empty where it is larger than allowed.</param>
internal readonly record struct WebSocketMessage(WebSocketMessageType Type, long Bytes, ReadOnlyMemory<byte> Content)
{
    /// <summary>True where the message was larger than allowed and was skipped.</summary>
    public bool TooLarge => Bytes > Content.Length;
}
