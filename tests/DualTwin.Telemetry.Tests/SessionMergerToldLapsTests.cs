using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Systems;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SessionMergerToldLapsTests
{
    [Fact]
    public void Apply_LapToldAgain_CompletesAndCorrectsIt()
    {
        var state = Folded(Race(50, "44"), At(90, Lap("44", 1, 90)), At(180, Lap("44", 2)), At(270, Lap("44", 3, 92)));

        var car = Tell(state, new LapUpdate(2, Seconds(91), new LapSectors(Seconds(30), Seconds(30.5), Seconds(30.5)), true)).Cars[0];

        Assert.Equal([90, 91, 92], car.Laps.Select(l => l.LapTime!.Value.TotalSeconds));
        Assert.Equal(Seconds(91), car.Laps[1].Sectors.Total);
        Assert.True(car.Laps[1].Valid);
        Assert.Equal(Seconds(92), car.Timing.LastLapTime);
    }

    [Fact]
    public void Apply_LapNobodySaw_StandsInItsPlace()
    {
        var state = Folded(Race(50, "44"), At(900, Lap("44", 10, 90)), At(990, Lap("44", 11, 91)));

        var car = Tell(state, new LapUpdate(9, Seconds(88), default, true), new LapUpdate(3, Seconds(95), default, null)).Cars[0];

        Assert.Equal([3, 9, 10, 11], car.Laps.Select(l => l.Lap));
        Assert.Equal((Seconds(88), 9), (car.Timing.BestLapTime, car.Timing.BestLap));
    }

    [Fact]
    public void Apply_NewestLapToldAgain_CorrectsLastLapTime()
    {
        var car = Tell(Folded(Race(50, "44"), At(90, Lap("44", 1))), new LapUpdate(1, Seconds(89.5), default, null)).Cars[0];

        Assert.Equal(Seconds(89.5), car.Timing.LastLapTime);
    }

    [Fact]
    public void Apply_FastestLapToldInvalid_IsDeletedOnce()
    {
        var state = Folded(Race(50, "44", "16"), At(90, Lap("44", 1, 89), Lap("16", 1, 90)));
        var invalid = At(100, new CarUpdate { CarId = "44", Laps = [new LapUpdate(1, Seconds(89), default, false)] });

        state = Folded(state, invalid, invalid);

        Assert.Equal("16", state.FastestLap!.CarId);
        Assert.Single(state.Events, e => e.Type == EventTypes.LapDeleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(2)]
    public void Apply_LapThatIsNotComplete_IsNotBelieved(int lap)
    {
        var state = Folded(Race(50, "44"), At(90, Lap("44", 1, 89)));

        Assert.Single(Tell(state, new LapUpdate(lap, Seconds(70), default, true)).Cars[0].Laps);
    }

    [Fact]
    public void Apply_PartsOfTheCarTold_ReplaceOnlyThemselves()
    {
        var fuel = new FuelReadings(1.5, FuelMix.Rich);
        var state = Folded(
            Race(50, "44"),
            At(1, new CarUpdate { CarId = "44", Systems = new CarSystems { Fuel = fuel, Inputs = new DriverInputs(1, 0, 0, 8, 11_000) } }),
            At(2, new CarUpdate { CarId = "44", Systems = new CarSystems { Inputs = new DriverInputs(0, 1, 0, 3, 9_000) } }));

        Assert.Same(fuel, state.Cars[0].Systems.Fuel);
        Assert.Equal(3, state.Cars[0].Systems.Inputs!.Gear);
        Assert.Same(state.Cars[0].Systems, SessionMerger.Apply(state, At(3, new CarUpdate { CarId = "44", SpeedKph = 9 })).State.Cars[0].Systems);
    }

    private static SessionState Tell(SessionState state, params LapUpdate[] laps) =>
        Folded(state, At(state.SessionTime!.Value.TotalSeconds + 1, new CarUpdate { CarId = "44", Laps = [.. laps] }));

    private static TimeSpan Seconds(double value) => TimeSpan.FromSeconds(value);
}
