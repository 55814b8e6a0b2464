using DualTwin.RaceModel.Sampling;
using DualTwin.Server.Sessions;
using DualTwin.Sources.Supervision;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing;

/// <summary>Puts a supervisor together.</summary>
internal static class Supervision
{
    /// <param name="plan">What to supervise.</param>
    /// <param name="session">The session that the sources feed; asked for when a stand-in begins.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes every transition.</param>
    public static SourceSupervisor Create(SourcePlan plan, Func<SessionHost> session, TimeProvider time, ILogger<SourceSupervisor> logger)
    {
        // Jitter only has to differ between programs that started together.
        var random = new SeededRandom((ulong)time.GetUtcNow().Ticks);
        return new SourceSupervisor(
            plan.Slots,
            plan.StandIn is not { } standIn ? null : () => standIn(session().Feed.Current.View, session().Silence),
            plan.Options,
            time,
            random.NextDouble,
            logger);
    }
}
