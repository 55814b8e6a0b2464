using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Session;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Simulator;

/// <summary>
/// A simulated race told frame by frame and merged again gives the history of the race that was sampled: whatever the simulator tells,
/// the session's state says the same.
/// </summary>
public sealed class SimulatedHistoryTests
{
    private const int FrontCars = 3;

    private static readonly string[] Circuits = ["Baku", "Monza", "Silverstone"];

    private static readonly Gen<SimulatorOptions> Options = Gen.Select(
        Gen.ULong[1, 1_000_000], Gen.Int[2, 24], Gen.Int[1, 30], Gen.Int[2, 10], Gen.Int[0, 2].Select(i => Circuits[i]), Gen.Bool)
        .Select((seed, cars, laps, hz, circuit, weather) => new SimulatorOptions
        {
            Seed = seed,
            Cars = cars,
            Laps = laps,
            UpdateHz = hz,
            Circuit = circuit,
            WeatherChanges = weather,
            SpeedFactor = null,
            Races = 1,
        });

    [Fact]
    public async Task Apply_AnySimulatedRace_GivesItsHistory() => await Options.SampleAsync(
        async options =>
        {
            var race = DrawnRace.Draw(options, CircuitCatalogue.Find(options.Circuit)!, options.Seed).Race;
            var state = await RunAsync(options);

            Assert.Equal(race.Cars.Length, state.Cars.Length);
            foreach (var car in race.Cars)
            {
                var told = state.FindCar(car.CarId)!;
                AssertLaps(car, told);
                AssertVisits(car, told);
                AssertStints(race, car, told);
                Assert.Equal(car.RetiresAt is null ? CarStatus.Finished : CarStatus.Retired, told.Status);
                Assert.Equal(car.LapCount, told.Timing.LapsCompleted);
            }

            AssertOrder(race, state);
            AssertGaps(race, state, options.UpdateHz);
            AssertSession(race, state);
        },
        iter: 5,
        threads: 1);

    private static async Task<SessionState> RunAsync(SimulatorOptions options)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        foreach (var frame in await SimulatorRun.FramesAsync(options))
        {
            pipeline.Apply(frame);
        }

        return pipeline.Current.State;
    }

    private static IEnumerable<SampledLap> Complete(SimulatedCar car) => car.Laps.Where(l => l.RetiredAtFraction is null);

    private static void AssertLaps(SimulatedCar car, CarState told) => Assert.Equal(
        Complete(car).Select(l => (l.Lap, (TimeSpan?)Time(l), Of(l.Compound), (int?)l.TyreAgeLaps, l.PitIn is not null, l.PitOut is not null)),
        told.Laps.Select(l => (l.Lap, l.LapTime, l.Compound, l.TyreAge, l.PitIn, l.PitOut)));

    private static void AssertVisits(SimulatedCar car, CarState told)
    {
        var stops = Left(car, told).ToList();
        Assert.Equal(
            stops.Select(s => ((int?)s.In, (TimeSpan?)Milliseconds(s.Stop.LaneSeconds), (TimeSpan?)Milliseconds(s.Stop.StandstillSeconds), Of(s.Stop.Compound))),
            told.PitVisits.Where(v => v.TyresChanged == true).Select(v => (v.Lap, v.LaneTime, v.StationaryTime, v.To)));
        Assert.Equal(stops.Count, told.StopCount);
    }

    private static void AssertStints(SimulatedRace race, SimulatedCar car, CarState told)
    {
        var start = race.Sampled.Start.Cars[Array.IndexOf(race.Cars, car)].Compound;
        var stops = Left(car, told).ToList();
        Assert.Equal([Of(start), .. stops.Select(s => Of(s.Stop.Compound))], told.Stints.Select(s => s.Compound));
        Assert.Equal([1, .. stops.Select(s => (int?)s.In + 1)], told.Stints.Select(s => s.StartLap));
        Assert.Equal([.. stops.Select(s => (int?)s.In), null], told.Stints.Select(s => s.EndLap));
        Assert.All(told.Stints, s => Assert.Equal(0, s.AgeAtStart));
    }

    // Stops after which the car drove on: one that drops out before it leaves the lane has made none.
    private static IEnumerable<(int In, PitStop Stop)> Left(SimulatedCar car, CarState told)
    {
        var stayed = car.Laps is [.., { RetiredAtFraction: not null, PitOut: not null }] && told.PitVisits[^1].LeftAt is null;
        return car.Laps.SkipLast(stayed ? 1 : 0).Where(l => l.PitOut is not null).Select(l => (l.Lap - 1, l.PitOut!));
    }

    private static void AssertOrder(SimulatedRace race, SessionState state) => Assert.Equal(
        race.Cars.Where(c => c.RetiresAt is null).OrderByDescending(c => c.LapCount).ThenBy(c => c.FinishesAt).Select(c => c.CarId),
        state.Cars.Where(c => c.Status == CarStatus.Finished).OrderBy(c => c.Timing.Position).Select(c => c.CarId));

    private static void AssertGaps(SimulatedRace race, SessionState state, double hz)
    {
        var finishers = state.Cars.Where(c => c.Status == CarStatus.Finished).OrderBy(c => c.Timing.Position).ToList();
        if (finishers.Count == 0)
        {
            return;
        }

        var winner = race.Cars.Single(c => c.CarId == finishers[0].CarId);
        foreach (var told in finishers.Skip(1))
        {
            var car = race.Cars.Single(c => c.CarId == told.CarId);
            if (car.LapCount == winner.LapCount)
            {
                Assert.Equal(car.FinishesAt!.Value - winner.FinishesAt!.Value, told.Timing.GapToLeader!.Value.Time!.Value.TotalSeconds, 0.0015);
            }
            else
            {
                Assert.True(told.Timing.GapToLeader!.Value.Laps <= winner.LapCount - car.LapCount);
            }
        }

        AssertGapsAtTheLine(race, state, TimeSpan.FromSeconds(1 / hz));
    }

    // Gaps are told at the frame after the line; until then two cars' gap drifts by the difference of their speeds, which is less than
    // the speed itself where neither is in the pit lane.
    private static void AssertGapsAtTheLine(SimulatedRace race, SessionState state, TimeSpan tolerance)
    {
        var sampled = race.Cars.SelectMany(car => Complete(car).Select(lap => (car.CarId, Lap: lap))).ToDictionary(x => (x.CarId, x.Lap.Lap), x => x.Lap);
        var told = state.Cars.SelectMany(car => car.Laps.Select(lap => (car.CarId, Lap: lap))).ToLookup(x => x.Lap.Lap);
        foreach (var lap in told)
        {
            // A gap is told to who leads when the car crosses, which may be another car than led at the line.
            var front = lap.Select(x => sampled[(x.CarId, lap.Key)]).OrderBy(x => x.EndSeconds).Take(FrontCars).ToList();
            foreach (var (carId, record) in lap.Where(x => x.Lap.Position > 1 && x.Lap.GapToLeader?.Time is not null))
            {
                var own = sampled[(carId, lap.Key)];
                var gap = record.GapToLeader!.Value.Time!.Value.TotalSeconds;
                Assert.True(
                    InLane(own) || front.Exists(InLane) || front.Exists(x => Math.Abs(own.EndSeconds - x.EndSeconds - gap) <= tolerance.TotalSeconds),
                    $"car {carId}, lap {lap.Key}: gap {gap}, ended at {own.EndSeconds}, leaders at {string.Join(' ', front.Select(x => x.EndSeconds))}");
            }
        }
    }

    private static bool InLane(SampledLap lap) => lap.PitIn is not null || lap.PitOut is not null;

    private static void AssertSession(SimulatedRace race, SessionState state)
    {
        Assert.Equal(race.Sampled.FlagSeconds is not null, state.FlagShown);
        Assert.Equal(SessionPhase.Ended, state.Session.Phase);
        var best = race.Cars.SelectMany(c => Complete(c)).Where(l => l.PitIn is null && l.PitOut is null).Select(Time).DefaultIfEmpty().Min();
        Assert.Equal(best, state.FastestLap?.Time ?? TimeSpan.Zero);
        Assert.Equal(
            race.Sampled.Cautions.Count(c => c.Kind == CautionKind.SafetyCar && c.StartSeconds <= race.EndSeconds),
            state.Events.Count(e => e.Type == EventTypes.SafetyCarDeployed));
    }

    private static TimeSpan Time(SampledLap lap) => Milliseconds(lap.EndSeconds) - Milliseconds(lap.StartSeconds);

    private static TimeSpan Milliseconds(double seconds) => TimeSpan.FromMilliseconds((long)Math.Round(seconds * 1000));

    private static Compound? Of(TyreCompound compound) => Enum.Parse<Compound>(compound.ToString());
}
