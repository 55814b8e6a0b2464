using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.OpenF1;

internal sealed partial class OpenF1Life
{
    [LoggerMessage(EventId = 3321, Level = LogLevel.Information, Message = "{Host} told session {Session} at {Circuit}: {Documents} documents")]
    private static partial void LogKnown(ILogger logger, string host, int session, string circuit, long documents);

    [LoggerMessage(EventId = 3322, Level = LogLevel.Information, Message = "{Broker} streams")]
    private static partial void LogStreams(ILogger logger, string broker);

    [LoggerMessage(EventId = 3323, Level = LogLevel.Warning, Message = "{Broker} streams no more ({Cause}); data is asked for meanwhile")]
    private static partial void LogLost(ILogger logger, string broker, string cause);

    [LoggerMessage(EventId = 3324, Level = LogLevel.Warning, Message = "No stream yet: {Cause}")]
    private static partial void LogNoStream(ILogger logger, string cause);

    [LoggerMessage(EventId = 3325, Level = LogLevel.Warning, Message = "{Host} asks for fewer requests; nothing is asked for {Seconds} s")]
    private static partial void LogHeld(ILogger logger, string host, double seconds);

    [LoggerMessage(EventId = 3326, Level = LogLevel.Information, Message = "{Host}: {Notice}")]
    private static partial void LogNotice(ILogger logger, string host, string notice);
}
