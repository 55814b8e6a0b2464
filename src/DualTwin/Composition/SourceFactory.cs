using System.Globalization;
using DualTwin.Server.Configuration;
using DualTwin.Sources;
using DualTwin.Sources.Archive;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Simulator;

namespace DualTwin.Composition;

/// <summary>Makes a source from its configuration, whose options the configuration's loader has checked.</summary>
internal static class SourceFactory
{
    /// <summary>Whether this version has a source of <paramref name="type"/>.</summary>
    public static bool Supports(SourceType type) => type is SourceType.Simulator or SourceType.Replay;

    /// <summary>The source that <paramref name="config"/> names, paced by <paramref name="clock"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">This version has no such source: see <see cref="Supports"/>.</exception>
    public static ITelemetrySource Create(SourceConfig config, TimeProvider clock) => config.Type switch
    {
        SourceType.Simulator => new SimulatorSource(Simulator(config), clock),
        SourceType.Replay => new ArchiveSource(new ArchiveSourceOptions { Path = config.Options["path"], Speed = Speed(config) }, clock),
        _ => throw new ArgumentOutOfRangeException(nameof(config), config.Type, "This version has no such source."),
    };

    private static SimulatorOptions Simulator(SourceConfig config)
    {
        var standard = new SimulatorOptions();
        return standard with
        {
            Circuit = config.Options.GetValueOrDefault("circuit", standard.Circuit),
            Cars = Number(config, "cars") ?? standard.Cars,
            Laps = Number(config, "laps"),
            Races = Number(config, "races"),
            Seed = (ulong?)Number(config, "seed") ?? standard.Seed,
            SpeedFactor = Speed(config).Factor,
        };
    }

    private static int? Number(SourceConfig config, string option) =>
        config.Options.TryGetValue(option, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static ReplaySpeed Speed(SourceConfig config) =>
        config.Options.TryGetValue("speed", out var text) && ReplaySpeed.TryParse(text, out var speed) ? speed : ReplaySpeed.RealTime;
}
