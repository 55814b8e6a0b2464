using DualTwin.Sources.Tokens;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>The user's F1TV token as it was when a connection was made.</summary>
/// <param name="Access">What becomes of it.</param>
/// <param name="Text">The token, where it is sent.</param>
/// <param name="ExpiresAt">Until when it is good (UTC); null where it does not say.</param>
/// <param name="Problem">What is wrong with it, in a sentence that does not show it.</param>
internal sealed record F1TvToken(F1TvAccess Access, string? Text, DateTimeOffset? ExpiresAt, string? Problem)
{
    /// <summary>None is set.</summary>
    public static readonly F1TvToken None = new(F1TvAccess.None, null, null, null);

    /// <summary>Reads the token that <paramref name="options"/> name. What is wrong with it costs no data that is free.</summary>
    public static async Task<F1TvToken> ReadAsync(LiveTimingSourceOptions options, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (options.TokenFile is null && options.TokenVariable is null)
        {
            return None;
        }

        try
        {
            return Judge(await TokenReader.ReadAsync(options.TokenFile, options.TokenVariable, cancellationToken), now);
        }
        catch (SourceException problem)
        {
            return new F1TvToken(F1TvAccess.Unreadable, null, null, problem.Message);
        }
    }

    /// <summary>The same token after the server has refused it.</summary>
    public F1TvToken RefusedBecause(string cause) => this with { Access = F1TvAccess.Refused, Text = null, Problem = cause };

    private static F1TvToken Judge(string text, DateTimeOffset now) => JwtExpiry.Of(text) switch
    {
        null when text.Count(c => c == '.') != 2 => new(F1TvAccess.Unreadable, null, null, "What is set as F1TV token is no JSON Web Token."),
        { } expired when expired <= now => new(F1TvAccess.Expired, null, expired, null),
        var expires => new(F1TvAccess.Good, text, expires, null),
    };
}
