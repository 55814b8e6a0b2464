using System.Text.Json;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>
/// Collects all that the service knows of a session, collection by collection. What the stream says meanwhile waits, since it is newer.
/// </summary>
internal sealed class CatchUp : IDisposable
{
    // More than a whole race's messages of the collections read.
    private const int MostWaiting = 100_000;

    private readonly Queue<string> _open = new(OpenF1Collections.Read);
    private readonly List<(string Collection, OpenF1Answer Answer)> _answers = [];
    private readonly Queue<OpenF1Item> _waiting = new();

    /// <summary>What is to be asked for next; null where all was.</summary>
    public string? Next => _open.TryPeek(out var next) ? next : null;

    /// <summary>The session's own document; null before it was told.</summary>
    public JsonElement? Session => _answers.Count > 0 ? _answers[0].Answer.All.Last() : null;

    /// <summary>What the stream said meanwhile, oldest first.</summary>
    public IEnumerable<OpenF1Item> Waiting => _waiting;

    /// <summary>Takes the answer to what was asked for.</summary>
    public void Take(string collection, OpenF1Answer answer)
    {
        _open.Dequeue();
        _answers.Add((collection, answer));
    }

    /// <summary>Lets a message of the stream wait; false where too many do.</summary>
    public bool Wait(in OpenF1Item item)
    {
        if (_waiting.Count >= MostWaiting)
        {
            return false;
        }

        _waiting.Enqueue(item);
        return true;
    }

    /// <summary>The documents in the order in which what they say happened.</summary>
    public IEnumerable<(string Collection, JsonElement Document)> InOrder() => HistoryOrder.Of(
        [.. _answers.Where(a => a.Collection != OpenF1Collections.Sessions).SelectMany(a => a.Answer.All.Select(document => (a.Collection, document)))]);

    public void Dispose() => _answers.ForEach(a => a.Answer.Dispose());
}
