namespace DualTwin.Server.OpenApi;

/// <summary>What the API's description says of an endpoint.</summary>
internal sealed record EndpointDescription
{
    /// <summary>Name of the operation, for generated clients.</summary>
    public required string Id { get; init; }

    /// <summary>The group it belongs to.</summary>
    public required string Tag { get; init; }

    /// <summary>One line.</summary>
    public required string Summary { get; init; }

    /// <summary>What to know besides.</summary>
    public string? Description { get; init; }

    /// <summary>Name of the payload's property; null where the answer has no envelope.</summary>
    public string? Payload { get; init; }

    /// <summary>Schema of the payload, or of the whole answer: the name of a file in <c>docs/schema</c> without version and ending.</summary>
    public required string Schema { get; init; }

    /// <summary>Media type of the answer.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>Query parameters besides <c>schema_version</c>.</summary>
    public IReadOnlyList<QueryDescription> Parameters { get; init; } = [];

    /// <summary>Statuses of errors besides those that every endpoint can answer.</summary>
    public IReadOnlyList<int> Errors { get; init; } = [];

    /// <summary>Schema of the request's body; null where there is none.</summary>
    public string? Body { get; init; }

    /// <summary>Whether a request must have a body.</summary>
    public bool BodyRequired { get; init; } = true;
}
