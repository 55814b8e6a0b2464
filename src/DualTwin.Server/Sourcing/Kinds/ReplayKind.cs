using DualTwin.Server.Configuration.Readers;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary><c>replay</c>: a recorded session.</summary>
internal sealed class ReplayKind : SourceKind
{
    public override string Name => "replay";

    public override bool IsLive => false;

    public override IReadOnlyList<SourceOption> Options { get; } =
    [
        SourceOption.Text("path", "the path of a recorded session's folder") with { Required = true },
        new SourceOption("speed", new SpeedReader(ReplaySpeed.Most)),
    ];

    // A recording that is not there: trying again would not bring it, so better to say so at once than to serve nothing.
    public override IEnumerable<SourceSlot> Slots(SourceSetup setup)
    {
        var path = setup.Source.Options["path"];
        return [setup.Desk.Slot(Recordings.Open(path), setup.Speed, $"{Path.GetFullPath(path)} {setup.Speed}")];
    }
}
