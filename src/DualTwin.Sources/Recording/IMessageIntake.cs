using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Recording;

/// <summary>
/// Makes frames of a source's messages: the same object for messages that come in now and for recorded ones, so that a replay gives
/// what the live source gave.
/// </summary>
public interface IMessageIntake
{
    /// <summary>The frame that <paramref name="message"/> gives; null where it gives none. Keeps no hold of the bytes.</summary>
    Frame? Take(in RawMessage message);
}
