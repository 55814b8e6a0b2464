using System.CommandLine;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Reloading;

namespace DualTwin.CommandLine;

/// <summary>The options that <c>run</c> and <c>replay</c> share, and the configuration that follows from them.</summary>
internal sealed class SessionOptions
{
    private readonly Option<string?> _config = ConfigOptions.File();
    private readonly Option<string?> _speed = new("--speed")
    {
        Description = "Times real time, or \"max\" for as fast as it goes (default: 1)",
        HelpName = "1|10|max",
    };

    private readonly Option<string?> _ourCar = new("--our-car") { Description = "Our car's race number", HelpName = "ID" };
    private readonly Option<string?> _record = new("--record") { Description = "Record the raw messages of all live sources into this folder", HelpName = "DIR" };
    private readonly Option<string?> _host = new("--host") { Description = "Address to listen on; beyond loopback only with an API key", HelpName = "H" };
    private readonly Option<string?> _port = new("--port") { Description = "Port to listen on; 0 takes any free one", HelpName = "N" };

    /// <summary>Adds the options to <paramref name="command"/>.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new[] { _config, _speed, _ourCar, _record, _host, _port })
        {
            command.Add(option);
        }
    }

    /// <summary>What <c>--speed</c> says.</summary>
    public string? Speed(ParseResult parsed) => parsed.GetValue(_speed);

    /// <summary>The configuration, all its problems written to the error output; null where it cannot be used.</summary>
    public WatchedConfig? Load(ParseResult parsed, ConfigOverride? source, string? recordInto = null)
    {
        ConfigOverride?[] given =
        [
            source,
            Override("car.our_car_id", parsed.GetValue(_ourCar), _ourCar.Name),
            Override("recording.folder", recordInto ?? parsed.GetValue(_record), recordInto is null ? _record.Name : "DIR"),
            Override("api.host", parsed.GetValue(_host), _host.Name),
            Override("api.port", parsed.GetValue(_port), _port.Name),
        ];
        var file = parsed.GetValue(_config);
        ConfigOverride[] overrides = [.. given.OfType<ConfigOverride>()];
        var result = ConfigOptions.Load(file, overrides);
        ConfigOptions.Report(result, Console.Error);
        if (!result.IsValid)
        {
            return null;
        }

        return new WatchedConfig(Path.GetFullPath(file ?? ConfigInputs.DefaultFile), result, () => ConfigOptions.Load(file, overrides));
    }

    private static ConfigOverride? Override(string path, string? value, string option) =>
        value is null ? null : new ConfigOverride(path, value, option);
}
