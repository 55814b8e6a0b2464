using System.Globalization;
using DualTwin.Sources.OpenF1.Service;

namespace DualTwin.Sources.OpenF1;

/// <summary>Says what the user gets of OpenF1, what not, and why.</summary>
internal static class OpenF1Notices
{
    /// <summary>The sentence on how data comes.</summary>
    /// <param name="options">Who asks.</param>
    /// <param name="stream">The stream; null where there is none.</param>
    /// <param name="silent">Whether the stream is silent although cars run.</param>
    /// <param name="cause">Why there is no stream.</param>
    public static string Way(OpenF1SourceOptions options, BrokerConnection? stream, bool silent, string? cause)
    {
        if (!options.HasAccount)
        {
            return "No OpenF1 account is set: data is asked for every few seconds instead of streamed, and while a session is live OpenF1 may let nobody in without one.";
        }

        if (stream is null)
        {
            return $"OpenF1's stream is away ({cause}): data is asked for every few seconds until it is back.";
        }

        var token = stream.Token.ExpiresAt is { } at ? $"the token is good until {At(at)}" : "the token does not say when it expires";
        return silent
            ? "OpenF1's stream is silent though the session runs: data is asked for every few seconds as well."
            : $"OpenF1 streams live; {token}.";
    }

    /// <summary>The sentence on a service that asks to wait.</summary>
    public static string Held(DateTimeOffset until) => $"OpenF1 asks for fewer requests (429): nothing is asked before {At(until)}.";

    /// <summary>The sentence on a service that is of little help while the stream lives.</summary>
    public static string Unanswered(string problem) => $"OpenF1 streams, but does not answer requests: {problem}";

    /// <summary>The sentence on a token that could not be renewed.</summary>
    public static string NotRenewed(string problem) => $"OpenF1's token could not be renewed yet, and the stream may end when it expires: {problem}";

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
