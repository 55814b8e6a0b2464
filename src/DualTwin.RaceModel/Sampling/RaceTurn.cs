namespace DualTwin.RaceModel.Sampling;

/// <summary>A place where a race goes on otherwise than it did.</summary>
/// <param name="AfterLap">The last lap that is as it was, of every car, 0 or more.</param>
/// <param name="Seed">Which of the possible races it goes on as.</param>
public readonly record struct RaceTurn(int AfterLap, ulong Seed);
