namespace DualTwin.Server.Api;

/// <summary>The body of <c>POST /our-car</c>.</summary>
public sealed record OurCarRequest
{
    /// <summary>The car to make ours.</summary>
    public string? CarId { get; init; }
}
