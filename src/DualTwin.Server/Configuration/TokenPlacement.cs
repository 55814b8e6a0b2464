namespace DualTwin.Server.Configuration;

/// <summary>Where in a request the token goes.</summary>
public enum TokenPlacement
{
    /// <summary>In the <c>Authorization</c> header.</summary>
    Header,

    /// <summary>In the query, as <c>token</c>.</summary>
    Query,
}
