using DualTwin.Sources.OpenF1.Documents;

namespace DualTwin.Sources.OpenF1;

/// <summary>What became of a document.</summary>
/// <param name="At">The instant that it speaks of (UTC), where it names one.</param>
/// <param name="Car">The car it is about.</param>
/// <param name="Message">The message of race control that it is, where it is a new one.</param>
internal readonly record struct Taken(DateTimeOffset? At, CarDocuments? Car, ControlMessage? Message);
