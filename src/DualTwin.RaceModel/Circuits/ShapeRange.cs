namespace DualTwin.RaceModel.Circuits;

/// <summary>How a measure of a whole race is distributed over recorded dry races: what a race looks like.</summary>
/// <param name="Measure">What is measured, with its unit, in snake case.</param>
/// <param name="P5">5 % of the races lie below.</param>
/// <param name="Median">Half of the races lie below.</param>
/// <param name="P95">95 % of the races lie below.</param>
public sealed record ShapeRange(string Measure, double P5, double Median, double P95);
