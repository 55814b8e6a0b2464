using DualTwin.Telemetry.Json;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Json;

/// <summary>
/// Logs what a source refuses, a bounded number a minute for each reason: a flood of bad messages must not become a flood of lines, nor
/// hide what else is wrong. How many were left out is told with the next one that is logged; the source's counters count all.
/// </summary>
internal sealed partial class RefusalLog(string source, TimeProvider time, ILogger logger)
{
    /// <summary>Refusals for one reason logged in one minute at most; reasons are few.</summary>
    public const int MostPerMinute = 10;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, int> _logged = new(StringComparer.Ordinal);
    private long? _minuteBegan;
    private long _leftOut;

    /// <summary>Logs that a value of a message was refused.</summary>
    public void Value(FieldProblem problem) => Refused(problem.Reason, problem);

    /// <summary>Logs that a whole message was refused for <paramref name="reason"/>; <paramref name="what"/> says what was wrong.</summary>
    public void Refused(string reason, object what)
    {
        if (!MayLog(reason))
        {
            _leftOut++;
            return;
        }

        if (_leftOut > 0)
        {
            LogLeftOut(logger, source, _leftOut);
            _leftOut = 0;
        }

        LogRefused(logger, source, reason, what);
    }

    private bool MayLog(string reason)
    {
        if (_minuteBegan is not { } began || time.GetElapsedTime(began) >= Minute)
        {
            _minuteBegan = time.GetTimestamp();
            _logged.Clear();
        }

        return (_logged[reason] = _logged.GetValueOrDefault(reason) + 1) <= MostPerMinute;
    }

    [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "{Source} refused ({Reason}): {What}")]
    private static partial void LogRefused(ILogger logger, string source, string reason, object what);

    [LoggerMessage(EventId = 3202, Level = LogLevel.Warning, Message = "{Source} refused {Count} more values or messages, not logged one by one")]
    private static partial void LogLeftOut(ILogger logger, string source, long count);
}
