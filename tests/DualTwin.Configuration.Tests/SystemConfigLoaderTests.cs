using DualTwin.Server.Configuration;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Server.Configuration.Loading;

namespace DualTwin.Configuration.Tests;

public sealed class SystemConfigLoaderTests
{
    [Fact]
    public void Load_OfThreeLayers_TheCommandLineBeatsTheEnvironmentBeatsTheFile()
    {
        var result = Given.File(
            """{ "api": { "port": 1001, "host": "127.0.0.1" }, "telemetry": { "use_simulator": true, "update_interval_seconds": 2 } }""",
            new Dictionary<string, string> { ["DUALTWIN__API__PORT"] = "1002", ["DUALTWIN__TELEMETRY__USE_SIMULATOR"] = "false" },
            new ConfigOverride("api.port", "1003", "--port"));

        Assert.Empty(result.Errors);
        Assert.Equal(1003, result.Config.Api.Port);
        Assert.Equal("127.0.0.1", result.Config.Api.Host);
        Assert.False(result.Config.Telemetry.UseSimulator);
        Assert.Equal(2, result.Config.Telemetry.UpdateIntervalSeconds);
        Assert.Equal("command line --port", result.Values.Single(v => v.Path == "api.port").Origin.Text);
        Assert.Equal("environment DUALTWIN__TELEMETRY__USE_SIMULATOR", result.Values.Single(v => v.Path == "telemetry.use_simulator").Origin.Text);
        Assert.Equal("default", result.Values.Single(v => v.Path == "logging.level").Origin.Text);
    }

    [Fact]
    public void Load_OfManyWrongValues_TellsEachWithPathValueAndWhatWasExpected()
    {
        var result = Given.File(
            """
            {
              "telemetry": {
                "update_interval_seconds": -1, "use_simulator": "yes", "live_source_type": "carrier pigeon",
                "live_source": { "websocket_url": "http://user:pw@pit.example/?token=abc", "port": 70000 },
                "sources": [ { "type": "replay" }, { "type": "simulator", "seed": 1.5 }, 7, {} ]
              },
              "car": { "our_car_id": "" },
              "race": 5,
              "api": { "host": "0.0.0.0", "port": "8000" },
              "logging": { "level": "loud" }
            }
            """,
            new Dictionary<string, string> { ["DUALTWIN__RACE__TOTAL_LAPS"] = "many" },
            new ConfigOverride("api.port", "x", "--port"));

        Assert.Equal(
            """
            telemetry.update_interval_seconds: -1 is wrong (from test.json); expected a number from 0.05 to 60 (s)
            telemetry.use_simulator: "yes" is wrong (from test.json); expected true or false
            telemetry.live_source_type: "carrier pigeon" is wrong (from test.json); expected one of "simulator", "replay", "websocket", "udp", "livetiming", "openf1"
            telemetry.live_source.websocket_url: "http://***@pit.example/?token=***" is wrong (from test.json); expected an address that starts with ws:// or wss://, or a list of 1 to 16 of them
            telemetry.live_source.port: 70000 is wrong (from test.json); expected a whole number from 0 to 65535
            telemetry.sources[0].path: missing (in test.json); expected the path of a recorded session's folder
            telemetry.sources[1].seed: 1.5 is wrong (from test.json); expected a whole number from 0 to 2147483647
            telemetry.sources[2]: 7 is wrong (from test.json); expected an object with a "type" and that source's options
            telemetry.sources[3].type: missing (in test.json); expected one of "simulator", "replay", "websocket", "udp", "livetiming", "openf1"
            car.our_car_id: "" is wrong (from test.json); expected a race number, such as "44"
            race: 5 is wrong (from test.json); expected an object with this section's keys
            api.port: "8000" is wrong (from test.json); expected a whole number from 0 to 65535
            logging.level: "loud" is wrong (from test.json); expected one of "trace", "debug", "info", "information", "warning", "error", "critical", "none"
            race.total_laps: "many" is wrong (from environment DUALTWIN__RACE__TOTAL_LAPS); expected a whole number from 1 to 1000 (laps)
            api.port: "x" is wrong (from command line --port); expected a whole number from 0 to 65535
            api.host: "0.0.0.0" is beyond loopback; expected api.api_key_file to name a file with an API key, or "localhost"
            """,
            string.Join('\n', result.Errors));
    }

    [Fact]
    public void Load_OfUnknownKeys_WarnsWithTheNearestName()
    {
        var result = Given.File(
            """{ "telemtry": {}, "api": { "prot": 1, "zzzzzz": 2 }, "telemetry": { "sources": [ { "type": "simulator", "sppeed": 2 } ] } }""");

        Assert.Empty(result.Errors);
        Assert.Equal(
            [
                "telemtry: unknown key, passed over (from test.json); did you mean telemetry?",
                "api.prot: unknown key, passed over (from test.json); did you mean api.port?",
                "api.zzzzzz: unknown key, passed over (from test.json)",
                "telemetry.sources[0].sppeed: unknown key, passed over (from test.json); did you mean speed?",
            ],
            result.Warnings);
    }

    [Fact]
    public void Load_OfTheFirstVersionsFile_AcceptsAllAndNamesIgnoredKeysOnce()
    {
        var result = Given.File(
            """
            {
              "telemetry": { "validation_enabled": true, "fallback_to_last_valid": true },
              "car_twin": { "update_latency_ms": 200, "prediction_horizon_laps": 10, "tire_degradation_model": "linear", "fuel_consumption_model": "constant" },
              "field_twin": { "update_latency_ms": 300, "competitor_count": 19, "behavioral_analysis_enabled": true, "resimulation_triggers": ["pit_stop"] },
              "state_management": { "backup_enabled": true, "consistency_check_enabled": true, "audit_logging_enabled": true },
              "performance": { "anything": [1, 2] }, "orchestrator": {}, "monitoring": 1, "recovery": null,
              "api": { "api_version": "v1" },
              "logging": { "level": "INFO", "format": "%(message)s" }
            }
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(
            "keys of the first version without effect are ignored: api.api_version, car_twin.fuel_consumption_model, "
            + "car_twin.prediction_horizon_laps, car_twin.tire_degradation_model, car_twin.update_latency_ms, field_twin.behavioral_analysis_enabled, field_twin.competitor_count, "
            + "field_twin.update_latency_ms, logging.format, monitoring, orchestrator, performance, recovery, "
            + "state_management.audit_logging_enabled, state_management.backup_enabled, state_management.consistency_check_enabled, "
            + "telemetry.fallback_to_last_valid, telemetry.validation_enabled",
            Assert.Single(result.Warnings));
    }

    [Fact]
    public void Load_OfBrokenJson_TellsLineAndColumn()
    {
        var result = Given.File("{\n  \"api\": { \"port\": 80 00 }\n}");

        Assert.StartsWith("test.json: not JSON at line 2, column 23: ", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfANamedFileThatIsNotThere_IsAnError()
    {
        var result = SystemConfigLoader.Load(new ConfigInputs { File = "no/such/file.json" });

        Assert.StartsWith("no/such/file.json: cannot be read: ", Assert.Single(result.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfCommentsTrailingCommasByteOrderMarkAndNulls_ReadsThem()
    {
        var result = Given.File("\uFEFF{ // our wall\n \"api\": { \"port\": 9, \"host\": null, }, \"car\": null }");

        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        Assert.Equal(9, result.Config.Api.Port);
        Assert.Equal("localhost", result.Config.Api.Host);
    }

    [Fact]
    public void Load_OfAListOfSources_KeepsOrderAndOptions()
    {
        var result = Given.File(
            """{ "telemetry": { "sources": [ { "type": "replay", "path": "races/baku", "speed": 10 }, { "type": "Simulator", "seed": 7, "speed": "max" } ] } }""");

        Assert.Empty(result.Errors);
        Assert.Equal([SourceKinds.Replay, SourceKinds.Simulator], result.Config.Telemetry.EffectiveSources.Select(s => s.Type));
        Assert.Equal("races/baku", result.Config.Telemetry.Sources[0].Options["path"]);
        Assert.Equal("10", result.Config.Telemetry.Sources[0].Options["speed"]);
        Assert.Equal("max", result.Config.Telemetry.Sources[1].Options["speed"]);
    }

    [Fact]
    public void Load_OfARaceNumberAsANumber_TakesItsDigits() =>
        Assert.Equal("44", Given.File("""{ "car": { "our_car_id": 44 } }""").Config.Car.OurCarId);

    [Fact]
    public void Load_OfARepeatedKey_WarnsAndTakesTheLast()
    {
        var result = Given.File("""{ "api": { "port": 1, "port": 2 } }""");

        Assert.Equal(["api.port: given twice, the last one counts (from test.json)"], result.Warnings);
        Assert.Equal(2, result.Config.Api.Port);
    }

    [Fact]
    public void Load_OfAHostBeyondLoopbackWithAKeyFile_IsAccepted()
    {
        var keyFile = Path.GetTempFileName();
        try
        {
            var result = Given.File(
                """{ "api": { "host": "0.0.0.0" } }""", new Dictionary<string, string> { ["DUALTWIN__API__API_KEY_FILE"] = keyFile });

            Assert.Empty(result.Errors);
            Assert.Equal("0.0.0.0", result.Config.Api.Host);
        }
        finally
        {
            File.Delete(keyFile);
        }
    }

    [Fact]
    public void Load_OfKeyFilesThatAreNotThere_IsAnErrorForEach()
    {
        var result = Given.File("""{ "api": { "api_key_file": "no.key", "tls_certificate_file": "no.pem" } }""");

        Assert.Equal(
            [
                "api.api_key_file: \"no.key\" is not there; expected the path of a file that can be read",
                "api.tls_certificate_file: \"no.pem\" is not there; expected the path of a file that can be read",
            ],
            result.Errors);
    }

    [Theory]
    [InlineData("""{ "api": { "api_key": "sekrit" } }""")]
    [InlineData("""{ "telemetry": { "live_source": { "token": "sekrit", "password": ["sekrit"] } } }""")]
    [InlineData("""{ "telemetry": { "live_source": { "websocket_url": ["ws://u:sekrit@a/b?k=sekrit", "http://u:se/sekrit@a"] } } }""")]
    [InlineData("""{ "telemetry": { "live_source": { "websocket_url": "wss://u:sekrit@a.example/b?k=sekrit" } } }""")]
    [InlineData("""{ "telemetry": { "sources": [ { "type": "websocket", "url": "wss://u:sekrit@a.example/b?k=sekrit", "token": "sekrit" } ] } }""")]
    [InlineData("""{ "telemetry": { "sources": { "password": "sekrit" } } }""")]
    public void Load_OfSecretsRightOrWrong_PrintsNone(string json)
    {
        var result = Given.File(json);

        var printed = string.Join('\n', [.. result.Errors, .. result.Warnings, .. result.Values.Select(v => v.Value)]);
        Assert.DoesNotContain("sekrit", printed, StringComparison.Ordinal);
    }
}
