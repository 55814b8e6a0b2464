using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.Values;
using static DualTwin.Session.Tests.Races;

namespace DualTwin.Session.Tests;

public sealed class ViewDocumentTests
{
    private static JsonElement Read(View view, ViewDocument document, SchemaVersion version)
    {
        using var parsed = JsonDocument.Parse(view.Document(document, version)!.Value);
        return parsed.RootElement.Clone();
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    [Fact]
    public void CarTwin_Version100_HasExactlyTheContractsFields()
    {
        var twin = Read(Fold(Run(10, 50, "44", "16")).Current, ViewDocument.CarTwin, SchemaVersion.Version100);

        Assert.Equal(["car_id", "timestamp", "current_state", "predictions", "strategy_metrics"], Names(twin));
        Assert.Equal(["speed", "tire_temp", "tire_wear", "fuel_level", "lap_time"], Names(twin.GetProperty("current_state")));
        Assert.Equal(
            ["tire_degradation_rate", "fuel_consumption_rate", "predicted_pit_lap", "performance_delta"], Names(twin.GetProperty("predictions")));
        Assert.Equal(["optimal_pit_window", "tire_life_remaining", "fuel_laps_remaining"], Names(twin.GetProperty("strategy_metrics")));
    }

    [Fact]
    public void CarTwin_TenLapsIntoARace_EstimatesWithinReason()
    {
        var twin = Read(Fold(Run(10, 50, "44", "16")).Current, ViewDocument.CarTwin, SchemaVersion.Version100);
        var predictions = twin.GetProperty("predictions");
        var window = twin.GetProperty("strategy_metrics").GetProperty("optimal_pit_window");

        Assert.Equal("44", twin.GetProperty("car_id").GetString());
        Assert.InRange(predictions.GetProperty("tire_degradation_rate").GetDouble(), 0.005, 0.1);
        Assert.InRange(predictions.GetProperty("fuel_consumption_rate").GetDouble(), 1, 3.5);
        Assert.InRange(predictions.GetProperty("predicted_pit_lap").GetInt32(), 11, 50);
        Assert.InRange(window[0].GetInt32(), 11, window[1].GetInt32());
        Assert.InRange(twin.GetProperty("current_state").GetProperty("fuel_level").GetDouble(), 0.5, 1);
        Assert.Equal(105.5, twin.GetProperty("current_state").GetProperty("lap_time").GetDouble());
    }

    [Fact]
    public void CarTwin_Version110_TellsIntervalsAndWhatIsMeasured()
    {
        var pipeline = Fold(Run(10, 50, "44", "16"));
        pipeline.Apply(Frame(2000, new CarUpdate { CarId = "44", TyreWear = 0.25 }));
        var twin = Read(pipeline.Current, ViewDocument.CarTwin, SchemaVersion.Version110);
        var nextLap = twin.GetProperty("estimates").GetProperty("next_lap_time");

        Assert.Equal("1.1.0", twin.GetProperty("schema_version").GetString());
        Assert.True(nextLap.GetProperty("p10").GetDouble() < nextLap.GetProperty("mean").GetDouble());
        Assert.True(nextLap.GetProperty("mean").GetDouble() < nextLap.GetProperty("p90").GetDouble());
        Assert.True(twin.GetProperty("measured").GetProperty("tire_wear").GetBoolean());
        Assert.False(twin.GetProperty("measured").GetProperty("fuel_level").GetBoolean());
        Assert.Equal(0.25, twin.GetProperty("current_state").GetProperty("tire_wear").GetDouble());
    }

    [Fact]
    public void CarTwin_NextLaps_AreTenWithCausesThatAddUp()
    {
        var twin = Read(Fold(Run(12, 50, "44", "16")).Current, ViewDocument.CarTwin, SchemaVersion.Version110);
        var reference = twin.GetProperty("estimates").GetProperty("clean_air_pace").GetProperty("mean").GetDouble();
        var laps = twin.GetProperty("next_laps").EnumerateArray().ToArray();

        Assert.Equal(Enumerable.Range(13, 10), laps.Select(l => l.GetProperty("lap").GetInt32()));
        var width = 0.0;
        foreach (var lap in laps)
        {
            var time = lap.GetProperty("lap_time");
            var median = time.GetProperty("median").GetDouble();
            Assert.InRange(median, time.GetProperty("p10").GetDouble(), time.GetProperty("p90").GetDouble());
            var causes = new[] { "fuel", "tires", "traffic", "track", "other" }.Sum(c => lap.GetProperty(c).ValueKind == JsonValueKind.Null ? 0 : lap.GetProperty(c).GetDouble());
            Assert.Equal(median - reference, causes, 0.005);
            var wider = time.GetProperty("p90").GetDouble() - time.GetProperty("p10").GetDouble();
            Assert.True(wider >= width, $"lap {lap.GetProperty("lap")}: {wider} s after {width} s");
            width = wider;
        }

        Assert.True(laps[9].GetProperty("fuel").GetDouble() < laps[0].GetProperty("fuel").GetDouble());
        Assert.True(laps[9].GetProperty("tires").GetDouble() > laps[0].GetProperty("tires").GetDouble());
    }

    [Fact]
    public void CarTwin_NearTheFlag_TellsNoLapBeyondIt()
    {
        var twin = Read(Fold(Run(46, 50, "44")).Current, ViewDocument.CarTwin, SchemaVersion.Version110);

        Assert.Equal([47, 48, 49, 50], twin.GetProperty("next_laps").EnumerateArray().Select(l => l.GetProperty("lap").GetInt32()));
    }

    [Theory]
    [InlineData(1.9, true)]
    [InlineData(2.6, false)]
    public void CarTwin_MeasuredFuel_TellsWhetherToLiftAndCoast(double filledPerLap, bool saving)
    {
        var pipeline = Fold(Run(0, 50, "44"));
        for (var lap = 1; lap <= 10; lap++)
        {
            pipeline.Apply(Frame(105 * lap, new CarUpdate { CarId = "44", LapsCompleted = lap, LastLapTime = TimeSpan.FromSeconds(105), FuelMassKg = (filledPerLap * 50) - (2.2 * lap) }));
        }

        var estimates = Read(pipeline.Current, ViewDocument.CarTwin, SchemaVersion.Version110).GetProperty("estimates");
        var target = estimates.GetProperty("fuel_target").GetProperty("mean").GetDouble();
        var needed = estimates.GetProperty("fuel_saving_needed");

        // A kilogram of reserve is kept over the forty laps to go.
        Assert.Equal(((filledPerLap * 50) - 22 - 1) / 40, target, 0.001);
        Assert.Equal(2.2, estimates.GetProperty("fuel_consumption_rate").GetProperty("mean").GetDouble(), 0.02);
        Assert.Equal(saving, needed.GetProperty("p10").GetDouble() > 0);
        Assert.Equal(!saving, needed.GetProperty("p90").GetDouble() < 0);
    }

    [Fact]
    public void CarTwin_OlderTyres_MakeALastingLossOfPaceMoreLikely()
    {
        double Chance(int laps) => Read(Fold(Run(laps, 50, "44")).Current, ViewDocument.CarTwin, SchemaVersion.Version110)
            .GetProperty("estimates").GetProperty("pace_drop_probability").GetDouble();

        Assert.InRange(Chance(5), 0.005, 0.1);
        Assert.True(Chance(45) > 1.5 * Chance(5));
    }

    [Fact]
    public void CarTwin_OfAnotherCar_IsThatCars()
    {
        var view = Fold(Run(10, 50, "44", "16")).Current;
        using var twin = JsonDocument.Parse(view.CarTwin("16", SchemaVersion.Version100)!.Value);

        Assert.Equal("16", twin.RootElement.GetProperty("car_id").GetString());
        Assert.Null(view.CarTwin("99", SchemaVersion.Version100));
    }

    [Fact]
    public void FieldTwin_Version100_HasExactlyTheContractsFieldsForEveryRival()
    {
        var field = Read(Fold(Run(10, 50, "44", "16", "1")).Current, ViewDocument.FieldTwin, SchemaVersion.Version100);

        Assert.Equal(["timestamp", "competitors", "strategic_opportunities"], Names(field));
        Assert.Equal(["16", "1"], field.GetProperty("competitors").EnumerateArray().Select(c => c.GetProperty("car_id").GetString()!));
        var rival = field.GetProperty("competitors")[0];
        Assert.Equal(
            ["car_id", "team", "current_position", "gap_to_leader", "predicted_strategy", "pit_probability", "strategic_threat_level", "behavioral_profile"],
            Names(rival));
        Assert.Equal(["undercut_tendency", "aggressive_defense", "tire_management"], Names(rival.GetProperty("behavioral_profile")));
        Assert.InRange(rival.GetProperty("pit_probability").GetDouble(), 0, 1);
        Assert.Contains(rival.GetProperty("strategic_threat_level").GetString(), new[] { "low", "medium", "high", "critical" });
        Assert.All(
            field.GetProperty("strategic_opportunities").EnumerateArray(),
            o => Assert.Equal(["type", "target_car", "probability", "execution_lap"], Names(o)));
    }

    [Fact]
    public void Telemetry_UnmeasuredFuel_IsTheTwinsEstimateAndMarked()
    {
        var telemetry = Read(Fold(Run(10, 50, "44", "16")).Current, ViewDocument.Telemetry, SchemaVersion.Version110);

        var car = telemetry.GetProperty("cars")[0];
        Assert.InRange(car.GetProperty("fuel_level").GetDouble(), 0.5, 1);
        Assert.Contains("fuel_level", car.GetProperty("estimated").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public void Environment_Always_HasTheContractsFields()
    {
        var environment = Read(Fold(Run(3, 50, "44")).Current, ViewDocument.Environment, SchemaVersion.Version100);

        Assert.Equal(["track_conditions", "race_context", "weather", "flags"], Names(environment));
        Assert.Equal((4, "race", "green"), (
            environment.GetProperty("race_context").GetProperty("current_lap").GetInt32(),
            environment.GetProperty("race_context").GetProperty("session_type").GetString(),
            environment.GetProperty("race_context").GetProperty("track_status").GetString()));
    }

    [Fact]
    public void Practice_AssumesNoRace()
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        foreach (var frame in Run(6, 50, "44", "16"))
        {
            pipeline.Apply(frame.Session is null ? frame : frame with { Session = frame.Session with { Type = SessionType.Practice, TotalLaps = null } });
        }

        var twin = Read(pipeline.Current, ViewDocument.CarTwin, SchemaVersion.Version100);
        var field = Read(pipeline.Current, ViewDocument.FieldTwin, SchemaVersion.Version100);
        Assert.Equal(JsonValueKind.Null, twin.GetProperty("predictions").GetProperty("predicted_pit_lap").ValueKind);
        Assert.Equal(JsonValueKind.Null, twin.GetProperty("strategy_metrics").GetProperty("optimal_pit_window").ValueKind);
        Assert.Equal("unknown", field.GetProperty("competitors")[0].GetProperty("predicted_strategy").GetString());
        Assert.Equal(JsonValueKind.Null, field.GetProperty("competitors")[0].GetProperty("pit_probability").ValueKind);
    }
}
