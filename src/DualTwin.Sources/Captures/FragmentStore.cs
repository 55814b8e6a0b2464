namespace DualTwin.Sources.Captures;

/// <summary>Puts IP fragments together: a bounded number of datagrams at a time, the oldest given up first.</summary>
internal sealed class FragmentStore
{
    private const int MaxDatagrams = 64;

    private readonly List<FragmentedDatagram> _open = [];

    /// <summary>Datagrams of which pieces are still missing.</summary>
    public int Open => _open.Count;

    /// <summary>Takes a fragment; the datagram in whole where it was the last missing.</summary>
    /// <param name="fragment">A fragment of any datagram.</param>
    /// <param name="givenUp">Whether an older datagram had to be given up for this one.</param>
    public byte[]? Take(IpPayload fragment, out bool givenUp)
    {
        var key = fragment.Key;
        var datagram = _open.Find(d => d.Key == key);
        givenUp = datagram is null && _open.Count == MaxDatagrams;
        if (givenUp)
        {
            _open.RemoveAt(0);
        }

        if (datagram is null)
        {
            _open.Add(datagram = new FragmentedDatagram(key));
        }

        var whole = datagram.Add(fragment);
        if (whole is not null)
        {
            _open.Remove(datagram);
        }

        return whole;
    }
}
