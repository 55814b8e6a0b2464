namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>A stint.</summary>
/// <param name="Number">Its number, 1 or more.</param>
/// <param name="FirstLap">Its first lap.</param>
/// <param name="Compound">Name of the compound, upper case; null while nobody has looked.</param>
/// <param name="AgeAtStart">Laps on the set when it was fitted.</param>
internal sealed record StintDocument(int Number, int? FirstLap, string? Compound, int? AgeAtStart);
