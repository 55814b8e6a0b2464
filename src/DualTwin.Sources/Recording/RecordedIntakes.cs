using DualTwin.Sources.Json;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.OpenF1;
using DualTwin.Sources.Udp;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging.Abstractions;

namespace DualTwin.Sources.Recording;

/// <summary>Makes the intakes of recorded messages. A new kind of source is registered here, with its name in <see cref="IntakeNames"/>.</summary>
internal static class RecordedIntakes
{
    /// <summary>An intake for the messages of <paramref name="origin"/>; its frames say that they are replayed.</summary>
    /// <exception cref="SourceException">This version knows no such messages.</exception>
    public static IMessageIntake Create(MessageOrigin origin, SourceCounters counters, TimeProvider time)
    {
        var identity = new SourceIdentity("replay", origin.SourceName, SourceMode.Replay) { Simulated = origin.Identity.Simulated };
        return origin.Intake switch
        {
            IntakeNames.Json => new JsonMessageIntake(identity, counters, time, NullLogger.Instance),
            IntakeNames.Udp => new RecordedUdpIntake(identity, counters, time),
            IntakeNames.MergedJson => new MergedJsonIntake(identity, counters, time, NullLogger.Instance),
            IntakeNames.LiveTiming => new LiveTimingIntake(identity, counters),
            IntakeNames.OpenF1 => new OpenF1Intake(identity, counters),
            _ => throw new SourceException($"The recording holds messages of '{origin.SourceName}' in the form '{origin.Intake}', which this version does not know."),
        };
    }
}
