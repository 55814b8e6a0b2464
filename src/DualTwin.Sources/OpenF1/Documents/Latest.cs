namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>The newest of a series of documents, each of which says how something is from its date on.</summary>
/// <param name="Date">The date.</param>
/// <param name="Version">Tells two versions of the same date apart.</param>
/// <param name="Value">What it says.</param>
internal sealed record Latest<T>(DateTimeOffset Date, DocumentVersion Version, T Value)
{
    /// <summary>Which of this and <paramref name="known"/> counts.</summary>
    public Latest<T> Over(Latest<T>? known)
    {
        if (known is null || Date > known.Date)
        {
            return this;
        }

        return Date == known.Date && Version.IsAfter(known.Version) ? this with { Version = Version.Over(known.Version) } : known;
    }
}
