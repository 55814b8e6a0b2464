using DualTwin.Server.Replaying;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary>What all sources of a program are made with.</summary>
internal sealed record SourceTools(TimeProvider Time, ILoggerFactory Loggers, OriginTaps Taps, ReplayDesk Desk);
