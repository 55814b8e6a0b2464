using System.Collections.Concurrent;
using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>A slot whose every attempt is in the test's hand.</summary>
internal sealed class ScriptedSlot
{
    private readonly ConcurrentQueue<ScriptedAttempt> _attempts = new();

    public ScriptedSlot(string name, bool ownSession = false, TimeSpan? stall = null)
    {
        Name = name;
        Slot = new SourceSlot
        {
            Name = name, Type = "scripted", Create = Create, OwnSession = ownSession, Stall = new StallRule(stall), ConnectTimeout = TimeSpan.FromSeconds(1),
        };
    }

    public string Name { get; }

    public SourceSlot Slot { get; }

    /// <summary>What making the source throws; null makes it.</summary>
    public Exception? CreateThrows { get; set; }

    /// <summary>Done to each attempt when it is made.</summary>
    public Action<ScriptedAttempt>? AtStart { get; set; }

    public int Count => _attempts.Count;

    public int Alive => _attempts.Count(a => a.Alive);

    public ScriptedAttempt Current => _attempts.Last();

    private ScriptedAttempt Create()
    {
        if (CreateThrows is { } problem)
        {
            throw problem;
        }

        var attempt = new ScriptedAttempt(Name);
        AtStart?.Invoke(attempt);
        _attempts.Enqueue(attempt);
        return attempt;
    }
}
