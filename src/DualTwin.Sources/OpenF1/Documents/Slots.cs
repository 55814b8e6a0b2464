using System.Collections.Immutable;

namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>Puts documents into their places.</summary>
internal static class Slots
{
    /// <summary>The places after <paramref name="value"/> came; the same ones, where a newer version was there already.</summary>
    public static ImmutableSortedDictionary<int, Slot<T>> Put<T>(
        this ImmutableSortedDictionary<int, Slot<T>> slots, int number, T value, DocumentVersion version)
    {
        if (!slots.TryGetValue(number, out var known))
        {
            return slots.Add(number, new Slot<T>(value, version));
        }

        return version.IsAfter(known.Version) ? slots.SetItem(number, new Slot<T>(value, version.Over(known.Version))) : slots;
    }
}
