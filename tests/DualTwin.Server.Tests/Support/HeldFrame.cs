using System.Collections;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Server.Tests.Support;

/// <summary>A frame that keeps whoever merges it waiting until it is let go: a session that is busy for as long as a test wants.</summary>
internal sealed class HeldFrame : IReadOnlyList<string>, IDisposable
{
    private readonly ManualResetEvent _reached = new(false);
    private readonly ManualResetEvent _released = new(false);

    public Frame Frame
    {
        get
        {
            var race = Frames.Race();
            return race with { Session = race.Session! with { NominatedCompounds = this } };
        }
    }

    public int Count => Wait(0);

    public string this[int index] => throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<string> GetEnumerator() => Wait(Enumerable.Empty<string>().GetEnumerator());

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void WaitUntilReached() => _reached.WaitOne();

    public void LetGo() => _released.Set();

    public void Dispose()
    {
        LetGo();
        _reached.Dispose();
    }

    private T Wait<T>(T value)
    {
        _reached.Set();
        _released.WaitOne();
        return value;
    }
}
