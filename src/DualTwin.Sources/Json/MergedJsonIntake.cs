using DualTwin.Sources.Recording;
using DualTwin.Sources.WebSocket;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Json;

/// <summary>Makes frames of recorded messages of several endpoints that carried the same session: a channel for each, and each frame once.</summary>
internal sealed class MergedJsonIntake(SourceIdentity identity, SourceCounters counters, TimeProvider time, ILogger logger) : IMessageIntake
{
    private readonly Dictionary<string, IMessageIntake> _endpoints = new(StringComparer.Ordinal);
    private DuplicateFilter _filter = new(time);

    /// <inheritdoc/>
    public Frame? Take(in RawMessage message)
    {
        if (!_endpoints.TryGetValue(message.Channel, out var endpoint))
        {
            endpoint = _endpoints[message.Channel] = new JsonMessageIntake(identity, counters, time, logger);
        }

        if (endpoint.Take(message) is not { } frame)
        {
            return null;
        }

        if (_filter.Refusal(frame.MeasuredAt, RecentContent.Digest(message.Content)) is { } reason)
        {
            counters.Refuse(reason);
            return null;
        }

        return frame;
    }

    /// <inheritdoc/>
    public IMessageIntake Copy(SourceCounters otherCounters, TimeProvider otherTime)
    {
        var copy = new MergedJsonIntake(identity, otherCounters, otherTime, logger) { _filter = _filter.Copy(otherTime) };
        foreach (var (channel, endpoint) in _endpoints)
        {
            copy._endpoints[channel] = endpoint.Copy(otherCounters, otherTime)!;
        }

        return copy;
    }
}
