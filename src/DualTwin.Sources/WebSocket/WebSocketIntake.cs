using System.Net.WebSockets;
using DualTwin.Sources.Json;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.WebSocket;

/// <summary>Takes what a connection gives and hands its text on as JSON.</summary>
internal static class WebSocketIntake
{
    /// <summary>A message larger than allowed.</summary>
    public const string TooLarge = "message_too_large";

    /// <summary>A binary message.</summary>
    public const string Binary = "binary_message";

    /// <summary>The frame that <paramref name="message"/> gives; null where it gives none.</summary>
    public static Frame? Take(this JsonMessageIntake intake, in WebSocketMessage message)
    {
        if (message.TooLarge)
        {
            intake.Refuse(TooLarge, $"{message.Bytes} bytes");
            return null;
        }

        if (message.Type == WebSocketMessageType.Binary)
        {
            intake.Refuse(Binary, $"{message.Bytes} bytes; expected text");
            return null;
        }

        return intake.Take(message.Content.Span);
    }
}
