namespace DualTwin.Sources.OpenF1;

/// <summary>
/// Which version of each document was taken last, by the keys that the stream gives them: an earlier one, or the same again, does not count.
/// </summary>
internal sealed class KeyedVersions
{
    // A race has some 1,500 laps, stints and visits; keys beyond this are not remembered, and their documents take their chance.
    private const int MostKeys = 50_000;

    private readonly Dictionary<(string Collection, string Key), long> _newest;

    public KeyedVersions()
        : this([])
    {
    }

    private KeyedVersions(Dictionary<(string Collection, string Key), long> newest) => _newest = newest;

    /// <summary>A copy that goes its own way.</summary>
    public KeyedVersions Copy() => new(new Dictionary<(string Collection, string Key), long>(_newest));

    /// <summary>Whether the version <paramref name="id"/> of the document called <paramref name="key"/> is newer than those that were taken.</summary>
    public bool Advance(string collection, string key, long id)
    {
        if (_newest.TryGetValue((collection, key), out var known) && id <= known)
        {
            return false;
        }

        if (_newest.Count < MostKeys || _newest.ContainsKey((collection, key)))
        {
            _newest[(collection, key)] = id;
        }

        return true;
    }
}
