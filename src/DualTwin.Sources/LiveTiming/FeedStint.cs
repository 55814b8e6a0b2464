namespace DualTwin.Sources.LiveTiming;

/// <summary>One entry of a car's stint list; null is what the feed has not said.</summary>
/// <param name="Compound">Name of the compound, upper case; <c>UNKNOWN</c> until somebody has looked.</param>
/// <param name="New">Whether the set was new when fitted.</param>
/// <param name="NotChanged">Whether the visit to the pits changed no tyres.</param>
/// <param name="TotalLaps">Laps on the set now, earlier use included.</param>
/// <param name="StartLaps">Laps on the set when it was fitted.</param>
internal readonly record struct FeedStint(string? Compound, bool? New, bool? NotChanged, int? TotalLaps, int? StartLaps)
{
    public const string UnknownCompound = "UNKNOWN";

    /// <summary>Whether the entry stands there until somebody has looked: the feed then says that no tyres were changed, whatever was done.</summary>
    public bool IsPlaceholder => Compound is UnknownCompound && NotChanged == true;

    /// <summary>This entry with what <paramref name="delta"/> says laid over it.</summary>
    public FeedStint With(in FeedStint delta) => new(
        delta.Compound ?? Compound, delta.New ?? New, delta.NotChanged ?? NotChanged, delta.TotalLaps ?? TotalLaps, delta.StartLaps ?? StartLaps);

    /// <summary>Whether <paramref name="delta"/> speaks of another set than this entry does: a compound, or laps that went down.</summary>
    public bool IsReplacedBy(in FeedStint delta) =>
        (delta.Compound is { } compound && !string.Equals(compound, Compound, StringComparison.Ordinal)) || delta.TotalLaps < TotalLaps;
}
