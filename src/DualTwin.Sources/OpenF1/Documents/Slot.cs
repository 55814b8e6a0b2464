namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>A place for the newest version of a document.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Version">Which version says it.</param>
internal readonly record struct Slot<T>(T Value, DocumentVersion Version);
