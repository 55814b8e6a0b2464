using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Tests.AddedSource;

/// <summary><c>counter</c>, registered with one line: <c>SourceKinds.All.With(new CounterKind())</c>.</summary>
internal sealed class CounterKind : SourceKind
{
    public override string Name => "counter";

    public override IReadOnlyList<SourceOption> Options { get; } =
    [
        .. SourceOption.Patience,
        SourceOption.Whole("laps", 1, 99, "laps") with { Required = true },
        SourceOption.Text("key_file", "the path of a file") with { OwnersOnly = true },
    ];

    public override IEnumerable<SourceSlot> Slots(SourceSetup setup)
    {
        var laps = setup.Whole("laps")!.Value;
        return [setup.LiveSlot($"to {laps}", $"{laps}", () => new CounterSource(laps, setup.Time))];
    }
}
