namespace DualTwin.Server.Errors;

/// <summary>A request that is answered with an error. The message goes to the client.</summary>
public sealed class ApiException : Exception
{
    /// <summary>An error with the HTTP status <paramref name="statusCode"/>.</summary>
    public ApiException(int statusCode, string message)
        : base(message) => StatusCode = statusCode;

    /// <inheritdoc cref="ApiException(int, string)"/>
    public ApiException(string message)
        : this(StatusCodes.Status500InternalServerError, message)
    {
    }

    /// <inheritdoc cref="ApiException(int, string)"/>
    public ApiException(string message, Exception innerException)
        : base(message, innerException) => StatusCode = StatusCodes.Status500InternalServerError;

    /// <inheritdoc cref="ApiException(int, string)"/>
    public ApiException()
        : this("Unexpected error.")
    {
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>A 400 that names field, value and what was expected.</summary>
    public static ApiException BadValue(string field, string? value, string expected) =>
        new(StatusCodes.Status400BadRequest, $"'{field}' is '{Shorten(value)}'; expected {expected}.");

    // What a client sent comes back to it, but never more of it than a line.
    private static string? Shorten(string? value) => value is { Length: > 80 } ? value[..80] + "…" : value;
}
