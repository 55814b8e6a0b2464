namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>Who drives a car.</summary>
internal sealed record DriverDocument(string? Name, string? Code, string? Team, string? TeamColour);
