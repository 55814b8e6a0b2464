namespace DualTwin.Sources.Recording;

/// <summary>Takes the messages of all sources of a run.</summary>
public interface IMessageRecorder
{
    /// <summary>A tap for the messages of <paramref name="origin"/>.</summary>
    IMessageTap Tap(MessageOrigin origin);

    /// <summary>What was recorded so far. Safe to read from any thread.</summary>
    RecorderStatus Status { get; }

    /// <summary>Notes that the session goes on with the source called <paramref name="sourceName"/>, as in status and log.</summary>
    void Turned(string sourceName, DateTimeOffset at);
}
