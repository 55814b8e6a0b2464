namespace DualTwin.Sources.OpenF1.Service;

/// <summary>The service as one user sees it: what was asked of it, and the token that counts, outlive a connection.</summary>
public sealed class OpenF1Service : IDisposable
{
    /// <param name="options">Where it is, and who asks.</param>
    /// <param name="time">The clock of limits and expiry.</param>
    /// <exception cref="SourceException">An option is wrong, or the file of authorities cannot be read.</exception>
    public OpenF1Service(OpenF1SourceOptions options, TimeProvider time)
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new SourceException($"The OpenF1 source cannot run: {string.Join(' ', problems)}");
        }

        Options = options;
        Api = new OpenF1Api(options, time);
        Login = new OpenF1Login(options, Api, time);
        Pace = new RequestPace(options.RequestsPerMinute, time);
    }

    /// <summary>Where it is, and who asks.</summary>
    public OpenF1SourceOptions Options { get; }

    internal OpenF1Api Api { get; }

    internal OpenF1Login Login { get; }

    internal RequestPace Pace { get; }

    /// <summary>
    /// Closes what is open, because nobody reads for now: a slot that is dropped is read no more, and nobody says so. What was asked and the
    /// token that counts stay known; the next question opens anew.
    /// </summary>
    internal void Rest() => Api.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        Api.Dispose();
        Login.Dispose();
    }

    /// <summary>Asks for <paramref name="path"/> as the user; with a new token, where the one at hand is not taken any more.</summary>
    /// <exception cref="SourceException">There is no answer, or nobody is let in; the message says why.</exception>
    internal async Task<OpenF1Answer> AskAsync(string path, CancellationToken cancellationToken)
    {
        var token = await Login.GetAsync(refused: null, cancellationToken);
        var answer = await Api.GetAsync(path, token, cancellationToken);
        if (answer.Denied && token is not null)
        {
            token = await Login.GetAsync(refused: token, cancellationToken);
            answer = await Api.GetAsync(path, token, cancellationToken);
        }

        return !answer.Denied ? answer : throw new SourceException(token is null
            ? $"{Api.Host} lets nobody in without an account (401): while a session is live, and for some time after, that holds for past sessions too. Set the user name and password of an OpenF1 account with live access, or wait until the session is over."
            : $"{Api.Host} does not take the token (401), nor a new one: check that the OpenF1 account has live access.");
    }
}
