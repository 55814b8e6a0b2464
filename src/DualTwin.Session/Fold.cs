using DualTwin.Strategy.Alerts;
using DualTwin.Telemetry.State;
using DualTwin.Twins;

namespace DualTwin.Session;

/// <summary>All that a pipeline folds frames into.</summary>
internal sealed record Fold(SessionState State, TwinsState Twins)
{
    /// <summary>What our pit wall was told.</summary>
    public AlertBook Alerts { get; init; } = AlertBook.Empty;

    /// <summary>What the twins had learnt when <see cref="Alerts"/> were last looked at, and whose they were; null before.</summary>
    public (object Evidence, string? OurCarId)? AlertsSeen { get; init; }

    /// <summary>Before the first frame.</summary>
    public static readonly Fold Empty = new(SessionState.Empty, TwinsState.Empty);
}
