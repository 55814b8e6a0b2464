using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Recording;

/// <summary>Where recorded messages come from: a source, in one of its lives.</summary>
/// <param name="Intake">What makes frames of them, one of <see cref="IntakeNames"/>.</param>
/// <param name="Identity">The source.</param>
/// <param name="Life">Rises where the source begins with an intake that knows nothing: mostly with each connection.</param>
public sealed record MessageOrigin(string Intake, SourceIdentity Identity, int Life)
{
    /// <summary>The source's name as in status and log.</summary>
    public string SourceName => $"{Identity.Type} {Identity.Name}";
}
