namespace DualTwin.Sources.OpenF1.Service;

/// <summary>An access token. Its text stands in no log, message or status.</summary>
/// <param name="Text">The token.</param>
/// <param name="ExpiresAt">Until when it is good (UTC); null where nothing says so.</param>
internal sealed record OpenF1Token(string Text, DateTimeOffset? ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => "a token";
}
