using DualTwin.RaceModel.Circuits;
using DualTwin.Server.Configuration.Readers;
using DualTwin.Sources.Simulator;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary><c>simulator</c>: a simulated race.</summary>
internal sealed class SimulatorKind : SourceKind
{
    // What the simulator takes at most; a clock cannot pace it finer.
    private const double MostSpeed = 1000;

    public override string Name => "simulator";

    public override bool IsLive => false;

    public override IReadOnlyList<SourceOption> Options { get; } =
    [
        SourceOption.Whole("seed", 0, int.MaxValue),
        new SourceOption("speed", new SpeedReader(MostSpeed)),
        SourceOption.Text("circuit", "the name of a known circuit", name => CircuitCatalogue.Find(name)?.LapLengthMetres is not null),
        SourceOption.Whole("laps", 1, 200, "laps"),
        SourceOption.Whole("cars", 2, SimulatorOptions.LargestField),
        SourceOption.Whole("races", 1, int.MaxValue),
    ];

    public override IEnumerable<SourceSlot> Slots(SourceSetup setup)
    {
        var standard = new SimulatorOptions();
        var options = standard with
        {
            Circuit = setup.Text("circuit") ?? standard.Circuit,
            Cars = setup.Whole("cars") ?? standard.Cars,
            Laps = setup.Whole("laps"),
            Races = setup.Whole("races"),
            Seed = (ulong?)setup.Whole("seed") ?? standard.Seed,
            SpeedFactor = setup.Speed.Factor,
        };
        return
        [
            new SourceSlot
            {
                Name = $"{Name} {options.Circuit}",
                Type = Name,
                Create = () => new SimulatorSource(options, setup.Time),
                Settings = options.ToString(),
                OwnSession = true,
            },
        ];
    }
}
