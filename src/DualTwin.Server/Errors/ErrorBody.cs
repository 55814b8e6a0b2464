namespace DualTwin.Server.Errors;

/// <summary>The body of every error.</summary>
public sealed record ErrorBody
{
    /// <summary>Always false.</summary>
    public bool Success { get; init; }

    /// <summary>What was wrong, and what was expected.</summary>
    public required string Error { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int StatusCode { get; init; }

    /// <summary>When the error was answered (UTC).</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>The version that was asked for, or the default one.</summary>
    public required string SchemaVersion { get; init; }
}
