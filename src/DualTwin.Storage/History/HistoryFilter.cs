namespace DualTwin.Storage.History;

/// <summary>Which part of the history is asked for.</summary>
/// <param name="CarId">Only this car's rows; null for all.</param>
/// <param name="FromLap">Only rows of this lap or later; null for all.</param>
public readonly record struct HistoryFilter(string? CarId, int? FromLap)
{
    /// <summary>Everything.</summary>
    public static readonly HistoryFilter All;

    internal bool Wants(string? carId) => CarId is null || string.Equals(CarId, carId, StringComparison.Ordinal);

    // A row whose lap is unknown cannot be shown to lie before the limit.
    internal bool WantsLap(int? lap) => FromLap is not { } from || lap is not { } number || number >= from;
}
