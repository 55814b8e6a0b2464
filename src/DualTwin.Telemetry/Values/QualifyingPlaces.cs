namespace DualTwin.Telemetry.Values;

/// <summary>How many cars a knock-out qualifying lets through, where the source tells it.</summary>
/// <param name="AfterPart1">Cars of the second part, 1 or more.</param>
/// <param name="AfterPart2">Cars of the third part, 1 or more.</param>
public readonly record struct QualifyingPlaces(int? AfterPart1, int? AfterPart2)
{
    /// <summary>Cars that go on from <paramref name="part"/>; null from the last, and where it is not told.</summary>
    public int? After(int? part) => part switch { 1 => AfterPart1, 2 => AfterPart2, _ => null };
}
