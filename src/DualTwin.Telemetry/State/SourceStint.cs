using DualTwin.Telemetry.Frames;

namespace DualTwin.Telemetry.State;

/// <summary>A stint as the source counts it. Some sources begin one at every pit visit, also where no tyres were changed.</summary>
/// <param name="Facts">All that the source has said of it so far.</param>
/// <param name="VisitIndex">The pit visit that began it, as an index into the car's visits; null for the first and for unseen visits.</param>
public sealed record SourceStint(StintUpdate Facts, int? VisitIndex);
