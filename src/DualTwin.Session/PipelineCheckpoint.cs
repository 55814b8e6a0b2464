using DualTwin.Session.Checkpoints;

namespace DualTwin.Session;

/// <summary>What a pipeline had measured at one moment, to go back to. Shares what did not change with its neighbours.</summary>
public sealed class PipelineCheckpoint
{
    /// <summary>Before the first frame.</summary>
    public static readonly PipelineCheckpoint Beginning = new(Fold.Empty, new CheckpointBook<Fold>());

    private CheckpointBook<Fold> _checkpoints;

    internal PipelineCheckpoint(Fold fold, CheckpointBook<Fold> checkpoints) => (Fold, _checkpoints) = (fold, checkpoints.Copy());

    internal Fold Fold { get; }

    /// <summary>The earlier states that the session could go back to then.</summary>
    internal CheckpointBook<Fold> Checkpoints() => _checkpoints.Copy();

    /// <summary>Lets go of the earlier states but for those with which laps begin, and <paramref name="others"/>.</summary>
    internal void Thin(IReadOnlyCollection<Fold> others) => _checkpoints = _checkpoints.Thinned(others);
}
