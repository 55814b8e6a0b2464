using System.Text.Json;
using CsCheck;
using DualTwin.RaceModel.Circuits;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Simulator;

public sealed class SimulatorSourceTests(ShortRace race) : IClassFixture<ShortRace>
{
    [Fact]
    public async Task ReadAsync_EqualSeeds_GiveEqualFrames() => await Gen.ULong.SampleAsync(
        async seed =>
        {
            var options = SimulatorRun.Short with { Laps = 3, Seed = seed, UpdateHz = 1 };
            var (first, second) = (await SimulatorRun.FramesAsync(options), await SimulatorRun.FramesAsync(options));
            return Bytes(first).SequenceEqual(Bytes(second));
        },
        iter: 5);

    [Fact]
    public async Task ReadAsync_OtherSeed_GivesAnotherRace()
    {
        var one = await SimulatorRun.FramesAsync(SimulatorRun.Short with { Laps = 2 });
        var other = await SimulatorRun.FramesAsync(SimulatorRun.Short with { Laps = 2, Seed = 4 });

        Assert.False(Bytes(one[100..101]).SequenceEqual(Bytes(other[100..101])));
    }

    [Fact]
    public async Task ReadAsync_EveryFrame_IsMarkedSimulated()
    {
        var frames = await SimulatorRun.FramesAsync(SimulatorRun.Short, most: 50);

        Assert.All(frames, f =>
        {
            Assert.Equal(SourceMode.Simulator, f.Source.Mode);
            Assert.True(f.Source.Simulated);
            Assert.Equal("simulator", f.Source.Type);
        });
    }

    [Fact]
    public async Task ReadAsync_FirstFrame_TellsTheSessionAndAllCars()
    {
        var frame = (await SimulatorRun.FramesAsync(SimulatorRun.Short, most: 1)).Single();

        Assert.Equal(SessionType.Race, frame.Session!.Type);
        Assert.Equal("Baku", frame.Session.CircuitName);
        Assert.Equal(12, frame.Session.TotalLaps);
        Assert.Equal(20, frame.Cars.Length);
        Assert.Contains(frame.Cars, c => c.CarId == "44");
        Assert.Equal(20, frame.Cars.Select(c => c.Driver).Distinct().Count());
        Assert.All(frame.Cars, c => Assert.Single(c.Stints));
    }

    [Fact]
    public void ReadAsync_EveryFrame_HasEachCarOnceAndThePositionsArePermuted()
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var frame in race.Frames)
        {
            Assert.Equal(20, frame.Cars.Select(c => c.CarId).Distinct().Count());
            foreach (var car in frame.Cars)
            {
                positions[car.CarId] = car.Position ?? positions[car.CarId];
            }

            Assert.Equal(Enumerable.Range(1, 20), positions.Values.Order());
        }
    }

    [Fact]
    public void ReadAsync_Laps_GrowByOneUpToTheDistance()
    {
        foreach (var (id, updates) in SimulatorRun.ByCar(race.Frames))
        {
            var laps = updates.Select(u => u.Car.LapsCompleted).OfType<int>().ToArray();

            Assert.Equal(Enumerable.Range(0, laps.Length), laps);
            Assert.InRange(laps[^1], 0, 12);
            Assert.True(laps[^1] == 12 || updates.Exists(u => u.Car.Retired == true || u.Car.Finished == true), $"Car {id} vanished.");
        }
    }

    [Fact]
    public void ReadAsync_SectorTimes_SumToTheLapTime()
    {
        var laps = (race.Frames).SelectMany(f => f.Cars).Where(c => c.LastLapTime is not null).ToArray();

        Assert.True(laps.Length > 150);
        Assert.All(laps, c => Assert.Equal(c.LastLapTime, c.LastLapSectors!.Value.Total));
        Assert.All(laps, c => Assert.True(c.LastLapSectors!.Value is { Sector1.Ticks: > 0, Sector2.Ticks: > 0, Sector3.Ticks: > 0 }));
    }

    [Fact]
    public void ReadAsync_SectorsOnTheWay_AreThoseOfTheLap()
    {
        foreach (var updates in SimulatorRun.ByCar(race.Frames).Values)
        {
            TimeSpan? first = null;
            foreach (var (_, car) in updates)
            {
                if (car.LastLapSectors is { } lap)
                {
                    Assert.Equal(lap.Sector1, first);
                }
                else
                {
                    first = car.Sectors.Sector1 ?? first;
                }
            }
        }
    }

    [Fact]
    public async Task ReadAsync_SpeedOverALap_IntegratesToTheLapLength()
    {
        var length = CircuitCatalogue.Find("Baku")!.LapLengthMetres!.Value;
        var frames = await SimulatorRun.FramesAsync(SimulatorRun.Short with { Laps = 4, UpdateHz = 20 });
        foreach (var updates in SimulatorRun.ByCar(frames).Values)
        {
            var crossings = updates.Where(u => u.Car.LapsCompleted > 0).Select(u => u.Seconds).ToArray();
            foreach (var (from, to) in crossings.Zip(crossings.Skip(1)))
            {
                var metres = updates.Where(u => u.Seconds > from && u.Seconds <= to).Sum(u => u.Car.SpeedKph!.Value / 3.6 / 20);

                // A twentieth of a second at either end is 5 m, corners sampled at 20 Hz some more.
                Assert.InRange(metres, length * 0.995, length * 1.005);
            }
        }
    }

    [Fact]
    public void ReadAsync_LapFraction_RisesWithinALapAndSpeedsAreThoseOfACar()
    {
        foreach (var updates in SimulatorRun.ByCar(race.Frames).Values)
        {
            var last = 0.0;
            foreach (var (_, car) in updates)
            {
                last = car.LapsCompleted > 0 ? 0 : last;
                Assert.InRange(car.LapFraction!.Value, last, 1);
                Assert.InRange(car.SpeedKph!.Value, 0, 400);
                last = car.LapFraction.Value;
            }
        }
    }

    [Fact]
    public void ReadAsync_Intervals_AddUpToTheGap()
    {
        var compared = 0;
        foreach (var frame in race.Frames)
        {
            TimeSpan? sum = TimeSpan.Zero;
            foreach (var car in frame.Cars.Skip(1))
            {
                sum += car.Interval?.Time;
                if (sum is { } total && car.GapToLeader?.Time is { } gap)
                {
                    Assert.Equal(gap, total);
                    Assert.True(car.Interval!.Value.Time >= TimeSpan.Zero);
                    compared++;
                }
            }
        }

        Assert.True(compared > 10_000);
    }

    [Fact]
    public async Task ReadAsync_Stop_ShowsItsLaneStandstillAndNewSet()
    {
        var frames = await SimulatorRun.FramesAsync(SimulatorRun.Short with { Laps = 20 });
        var stops = 0;
        foreach (var updates in SimulatorRun.ByCar(frames).Values)
        {
            var entered = updates.Where(u => u.Car.InPit == true).Select(u => u.Seconds).ToArray();
            var exits = updates.Where(u => u.Car.InPit == false && u.Car.PitLaneTime is not null).ToArray();
            foreach (var (from, exit) in entered.Zip(exits))
            {
                var within = updates.Where(u => u.Seconds >= from && u.Seconds <= exit.Seconds).Select(u => u.Car).ToArray();

                Assert.Equal(exit.Car.PitLaneTime!.Value.TotalSeconds, exit.Seconds - from, tolerance: 0.41);
                Assert.Contains(within, c => c.Stationary == true && c.SpeedKph == 0);
                Assert.Contains(within, c => c.Stints.Any(s => s is { Index: > 0, Age: 0, New: true, TyresChanged: true }));
                stops++;
            }
        }

        Assert.InRange(stops, 12, 60);
    }

    [Fact]
    public void ReadAsync_Fuel_OnlyFallsAndLasts()
    {
        foreach (var updates in SimulatorRun.ByCar(race.Frames).Values)
        {
            var fuel = updates.Select(u => u.Car.FuelMassKg).OfType<double>().ToArray();

            Assert.Equal(fuel.OrderDescending(), fuel);
            Assert.True(fuel[^1] >= 0);
        }
    }

    [Theory]
    [InlineData("Melbourne", 1)]
    [InlineData("Sakhir Outer", 2)]
    [InlineData("Jeddah", 1)]
    public async Task ReadAsync_AnyCircuitWithCautions_NoCarIsFasterThanCarsAre(string circuit, int seed)
    {
        var options = SimulatorRun.Short with { Circuit = circuit, Seed = (ulong)seed, Laps = null, Cars = 24, UpdateHz = 1 };

        var speeds = (await SimulatorRun.FramesAsync(options)).SelectMany(f => f.Cars).Select(c => c.SpeedKph!.Value);

        Assert.InRange(speeds.Max(), 250, 400);
    }

    [Fact]
    public async Task ReadAsync_AfterARace_ANewOneBegins()
    {
        var frames = await SimulatorRun.FramesAsync(SimulatorRun.Short with { Laps = 2, Races = 2 });
        var sessions = frames.Select(f => f.Session?.SessionId).OfType<string>().ToArray();

        Assert.Equal(2, sessions.Distinct().Count());
        Assert.Equal(2, frames.Count(f => f.Session?.Phase == SessionPhase.Ended));
        Assert.Equal(frames.Select(f => f.MeasuredAt).Order(), frames.Select(f => f.MeasuredAt));
    }

    [Fact]
    public async Task ReadAsync_Paced_WaitsForTheClock()
    {
        var clock = new FakeTimeProvider(SimulatorRun.Begin);
        var source = new SimulatorSource(SimulatorRun.Short with { SpeedFactor = 10, UpdateHz = 5 }, clock);
        await using var frames = source.ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await frames.MoveNextAsync());

        var second = frames.MoveNextAsync().AsTask();
        clock.Advance(TimeSpan.FromMilliseconds(19));
        Assert.False(second.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(await second);
        Assert.Equal(SimulatorRun.Begin + TimeSpan.FromMilliseconds(20), frames.Current.MeasuredAt);
        Assert.Equal(TimeSpan.FromMilliseconds(200), frames.Current.SessionTime);
    }

    [Fact]
    public void Constructor_WrongOptions_NamesThemAll()
    {
        var options = new SimulatorOptions { Circuit = "Atlantis", Cars = 1, Laps = 0, SpeedFactor = -1, UpdateHz = 0, Races = 0 };

        var error = Assert.Throws<SourceException>(() => new SimulatorSource(options, TimeProvider.System));

        Assert.Contains("Circuit is Atlantis", error.Message, StringComparison.Ordinal);
        Assert.Contains("Cars is 1; expected 2 to 24.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Laps is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("SpeedFactor is -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("UpdateHz is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("Races is 0", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Bytes(List<Frame> frames) => JsonSerializer.SerializeToUtf8Bytes(frames);
}
