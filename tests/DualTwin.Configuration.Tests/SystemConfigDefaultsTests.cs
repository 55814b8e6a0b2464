using DualTwin.Server.Configuration;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Server.Configuration.Loading;
using Microsoft.Extensions.Logging;

namespace DualTwin.Configuration.Tests;

public sealed class SystemConfigDefaultsTests
{
    [Fact]
    public void Default_OfEverySection_IsWhatTheContractSays()
    {
        var config = SystemConfig.Default;

        Assert.Equal(3, config.Telemetry.UpdateIntervalSeconds);
        Assert.Equal(250, config.Telemetry.ProcessingTimeoutMs);
        Assert.True(config.Telemetry.UseSimulator);
        Assert.Equal(SourceKinds.WebSocket, config.Telemetry.LiveSourceType);
        Assert.Equal(5, config.Telemetry.MaxFailuresBeforeFallback);
        Assert.Equal(["ws://localhost:8080/telemetry"], config.Telemetry.LiveSource.WebsocketUrls);
        Assert.Equal("localhost", config.Telemetry.LiveSource.Host);
        Assert.Equal(20777, config.Telemetry.LiveSource.Port);
        Assert.Equal(5, config.Telemetry.LiveSource.TimeoutSeconds);
        Assert.Equal(5, config.Telemetry.LiveSource.MaxReconnectAttempts);
        Assert.Equal(2, config.Telemetry.LiveSource.ReconnectDelaySeconds);
        Assert.Null(config.Telemetry.StallSeconds);
        Assert.Equal(5, config.Telemetry.MaxBackoffSeconds);
        Assert.Equal(3, config.Telemetry.ReturnAfterSeconds);
        Assert.Null(config.Car.OurCarId);
        Assert.Null(config.Race.TotalLaps);
        Assert.Equal(5, config.StateManagement.PersistenceIntervalSeconds);
        Assert.Equal("shared/", config.StateManagement.StoragePath);
        Assert.Equal("localhost", config.Api.Host);
        Assert.Equal(8000, config.Api.Port);
        Assert.Null(config.Api.ApiKeyFile);
        Assert.Equal(LogLevel.Information, config.Logging.Level);
        Assert.Null(config.Logging.FilePath);
    }

    [Fact]
    public void Load_OfTheShippedFile_ChangesNoDefaultAndWarnsOfNothing()
    {
        var shipped = SystemConfigLoader.Load(new ConfigInputs { File = Path.Combine(Given.RepositoryRoot, ConfigInputs.DefaultFile) });

        Assert.Empty(shipped.Errors);
        Assert.Empty(shipped.Warnings);
        Assert.Equal(Given.File("{}").Values.Select(v => (v.Path, v.Value)), shipped.Values.Select(v => (v.Path, v.Value)));
    }

    [Fact]
    public void EffectiveSources_WithoutAList_AreWhatTheOlderKeysName()
    {
        Assert.Equal(SourceKinds.Simulator, Assert.Single(SystemConfig.Default.Telemetry.EffectiveSources).Type);
        var live = SystemConfig.Default.Telemetry with { UseSimulator = false };
        Assert.Equal(SourceKinds.WebSocket, Assert.Single(live.EffectiveSources).Type);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 3)]
    public void UpdateInterval_OfAnySetting_IsAtMostThreeSeconds(double setSeconds, double expectedSeconds)
    {
        var telemetry = SystemConfig.Default.Telemetry with { UpdateIntervalSeconds = setSeconds };

        Assert.Equal(TimeSpan.FromSeconds(expectedSeconds), telemetry.UpdateInterval);
    }
}
