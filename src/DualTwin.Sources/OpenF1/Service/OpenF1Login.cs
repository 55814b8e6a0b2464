using System.Text.Json;
using DualTwin.Sources.Tokens;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>
/// Has a token for the user's account, from where the user keeps one or for a name and a password, and keeps it until it is to be renewed.
/// It outlives connections. Safe from any thread.
/// </summary>
internal sealed class OpenF1Login(OpenF1SourceOptions options, OpenF1Api api, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private OpenF1Token? _token;
    private DateTimeOffset _nextTry;

    /// <summary>The token to use now; null where no account is set.</summary>
    /// <param name="refused">A token that the service does not take any more; another one is had in its place.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SourceException">There is none to be had; the message says why and shows no secret.</exception>
    public async Task<OpenF1Token?> GetAsync(OpenF1Token? refused, CancellationToken cancellationToken)
    {
        if (!options.HasAccount)
        {
            return null;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_token is null || _token == refused)
            {
                _token = await HaveAsync(cancellationToken);
            }
            else if (RenewAt(_token) <= now && now >= _nextTry)
            {
                _token = await RenewAsync(_token, cancellationToken);
            }

            return _token;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When <paramref name="token"/> is to be renewed (UTC); null where nothing says until when it is good.</summary>
    public DateTimeOffset? RenewAt(OpenF1Token token) => token.ExpiresAt - options.RenewAhead;

    public void Dispose() => _turn.Dispose();

    // A token that cannot be renewed yet is used for as long as it is good.
    private async Task<OpenF1Token> RenewAsync(OpenF1Token good, CancellationToken cancellationToken)
    {
        _nextTry = time.GetUtcNow() + Pause;
        try
        {
            return await HaveAsync(cancellationToken);
        }
        catch (SourceException) when (good.ExpiresAt > time.GetUtcNow())
        {
            return good;
        }
    }

    private async Task<OpenF1Token> HaveAsync(CancellationToken cancellationToken)
    {
        if (options.TokenFile is not null || options.TokenVariable is not null)
        {
            var text = await TokenReader.ReadAsync(options.TokenFile, options.TokenVariable, cancellationToken);
            var expires = JwtExpiry.Of(text);
            return expires <= time.GetUtcNow()
                ? throw new SourceException($"The OpenF1 token expired at {expires:u}; put a new one in its place, or set a user name and a password to have it renewed.")
                : new OpenF1Token(text, expires);
        }

        var password = await TokenReader.ReadAsync(options.PasswordFile, options.PasswordVariable, cancellationToken);
        using var answer = await api.LoginAsync(options.UserName!, password, cancellationToken);
        return Read(answer.RootElement);
    }

    private OpenF1Token Read(JsonElement answer)
    {
        var token = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("access_token"u8, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
        if (string.IsNullOrEmpty(token))
        {
            throw new SourceException($"{api.Host} answered the login with something else than a token.");
        }

        // The service writes the number as a text.
        var life = answer.TryGetProperty("expires_in"u8, out var expires) && double.TryParse(
            expires.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            && seconds > 0 && seconds <= LongestLife.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : (TimeSpan?)null;
        return new OpenF1Token(token, life is { } lasts ? time.GetUtcNow() + lasts : JwtExpiry.Of(token));
    }
}
