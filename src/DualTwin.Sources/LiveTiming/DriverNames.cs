namespace DualTwin.Sources.LiveTiming;

/// <summary>The ways in which the feed names a driver, put together over several messages.</summary>
internal sealed class DriverNames
{
    private string? _first;
    private string? _last;
    private string? _full;

    /// <summary>A copy that goes its own way.</summary>
    public DriverNames Copy() => (DriverNames)MemberwiseClone();

    /// <summary>First and last name where both are known, else the name in the feed's own writing.</summary>
    public string? Name => _first is not null && _last is not null ? $"{_first} {_last}" : _full;

    /// <summary>Takes over what a message says; null says nothing. True where it said anything.</summary>
    public bool Apply(string? first, string? last, string? full)
    {
        (_first, _last, _full) = (first ?? _first, last ?? _last, full ?? _full);
        return first is not null || last is not null || full is not null;
    }
}
