using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Recording;

/// <summary>
/// Makes frames of a source's messages: the same object for messages that come in now and for recorded ones, so that a replay gives
/// what the live source gave.
/// </summary>
public interface IMessageIntake
{
    /// <summary>The first frame that <paramref name="message"/> gives, null where it gives none; <see cref="Next"/> has the others. Keeps no hold of the bytes.</summary>
    Frame? Take(in RawMessage message);

    /// <summary>A further frame that the message just taken gave; null where there is none left.</summary>
    Frame? Next() => null;

    /// <summary>
    /// An intake that knows what this one knows and goes its own way from here, so that a replay can come back to this place; null
    /// where there is no such copy, and a replay then has to begin from the start.
    /// </summary>
    /// <param name="counters">Where the copy counts.</param>
    /// <param name="time">The copy's clock: that of the messages' arrival.</param>
    IMessageIntake? Copy(SourceCounters counters, TimeProvider time);
}
