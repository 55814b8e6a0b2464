using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Supervision;

/// <summary>What happened to the sources, for status and log: every step has a cause.</summary>
internal sealed partial class SupervisorStory(TimeProvider time, ILogger logger)
{
    private const int Kept = 50;
    private ImmutableArray<SourceTransition> _transitions = [];
    private ImmutableArray<SourceChange> _changes = [];

    /// <summary>Rises with each step and each change.</summary>
    public long Steps { get; private set; }

    public void Tell(SlotMonitor monitor, SlotPhase from, SlotPhase to, string cause)
    {
        _transitions = Newest(_transitions, new SourceTransition(time.GetUtcNow(), monitor.Slot.Name, from, to, cause));
        Steps++;
        LogTransition(logger, monitor.Slot.Name, from, to, cause);
    }

    public SourceChange Change(SourceChangeKind kind, SlotRunner? from, SlotRunner to, string cause, bool beginsSession)
    {
        var change = new SourceChange(kind, from?.Monitor.Slot.Name, to.Monitor.Slot.Name, cause, beginsSession, time.GetUtcNow());
        _changes = Newest(_changes, change);
        Steps++;
        LogChange(logger, kind == SourceChangeKind.Failover ? LogLevel.Warning : LogLevel.Information, kind, change.From ?? "nothing", change.To, cause);
        return change;
    }

    /// <summary>Why a change of <paramref name="kind"/> happens that no failure made.</summary>
    public static string Words(SourceChangeKind kind) => kind switch
    {
        SourceChangeKind.Start => "the first source to deliver",
        SourceChangeKind.Request => "asked for",
        _ => "it delivers good data",
    };

    public SupervisorStatus Status(IEnumerable<SlotRunner> runners, SlotRunner? active, bool standingIn, TimeSpan now, TimeSpan? lastLive)
    {
        var all = runners.ToList();
        var watched = active ?? all.FirstOrDefault();
        return new SupervisorStatus
        {
            Active = active?.Monitor.Slot.Name,
            ActiveType = active?.Monitor.Slot.Type ?? (standingIn ? "simulator" : null),
            StandingIn = standingIn,
            OwnSession = active?.Monitor.Slot.OwnSession ?? false,
            Since = _changes.IsEmpty ? null : _changes[^1].At,
            LastGoodAt = lastLive is { } at ? time.GetUtcNow() - (now - at) : null,
            FailuresInRow = watched?.Monitor.FailuresInRow(now) ?? 0,
            Slots = [.. all.Select(StatusOf)],
            Transitions = _transitions,
            Changes = _changes,
        };
    }

    private static SlotStatus StatusOf(SlotRunner runner) => new(
        runner.Monitor.Slot.Name,
        runner.Monitor.Slot.Type,
        runner.Monitor.Phase,
        runner.Monitor.Cause,
        runner.Monitor.FailedAttempts,
        runner.Monitor.StallLimit.TotalSeconds,
        runner.Source?.Counters.Messages ?? 0,
        runner.Source?.Counters.Repeats ?? 0,
        runner.Source?.Notices ?? [],
        runner.Refused());

    private static ImmutableArray<T> Newest<T>(ImmutableArray<T> items, T added) =>
        [.. items.Length < Kept ? items : items[1..], added];

    [LoggerMessage(EventId = 3001, Level = LogLevel.Information, Message = "{Source}: {From} → {To}: {Cause}")]
    private static partial void LogTransition(ILogger logger, string source, SlotPhase from, SlotPhase to, string cause);

    [LoggerMessage(EventId = 3002, Message = "Source {Kind}: {From} → {To}: {Cause}")]
    private static partial void LogChange(ILogger logger, LogLevel level, SourceChangeKind kind, string from, string to, string cause);
}
