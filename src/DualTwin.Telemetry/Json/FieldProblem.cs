namespace DualTwin.Telemetry.Json;

/// <summary>A value of a message that was refused; the rest of the message still counts.</summary>
/// <param name="Reason">A fixed text in snake case to count by: <c>wrong_type</c>, <c>out_of_range</c>, <c>unknown_value</c>, …</param>
/// <param name="Path">Where it stood, such as <c>cars[3].speed</c>.</param>
/// <param name="Value">What it was, cut to 40 characters.</param>
/// <param name="Expected">What would have been right.</param>
public sealed record FieldProblem(string Reason, string Path, string Value, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Value} is not {Expected}";
}
