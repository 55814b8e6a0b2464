namespace DualTwin.Sources.Recording;

/// <summary>Sees every message of a source as it comes in, such as to record it.</summary>
public interface IMessageTap
{
    /// <summary>Takes a message. Never waits, never throws, and keeps no hold of the content.</summary>
    void Take(in RawMessage message);
}
