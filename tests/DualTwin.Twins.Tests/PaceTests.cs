using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Tests;

public sealed class PaceTests
{
    [Fact]
    public void Fold_StintWithKnownSlope_FindsSlopeBaseAndNextLap()
    {
        var noise = new Random(7);
        var car = Races.Car(Races.Stint(1, 25, 91, 0.12, () => 0.1 * Races.Normal(noise)));

        var belief = Races.Believe(car);

        // The circuit says 0.05: the laps must have moved the estimate clearly, and it must know how far it still may be off.
        var slope = belief.Tyres.DegradationSecondsPerLap;
        Assert.InRange(slope.Mean, 0.07, 0.15);
        Assert.InRange(0.12, slope.Mean - (2 * slope.StandardDeviation), slope.Mean + (2 * slope.StandardDeviation));
        Assert.InRange(belief.CleanAirPaceSeconds!.Value.Mean, 90.5, 91.5);
        Assert.Equal(91 + Races.Fuel(26) + (0.12 * 25), belief.NextLapSeconds!.Value.Mean, 0.4);
    }

    [Fact]
    public void Fold_ManySeeds_IntervalsHoldTheTruthAtAboutTheirRate()
    {
        const int Seeds = 400;
        var slopes = 0;
        var laps = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var slope = 0.05 + (0.04 * Races.Normal(random));
            var form = 0.0;
            var times = Races.Stint(1, 21, 90 + Races.Normal(random), slope, () => Noise(random, ref form));

            var belief = Races.Believe(Races.Car(times[..20]));

            slopes += Within(belief.Tyres.DegradationSecondsPerLap, slope) ? 1 : 0;
            laps += Within(belief.NextLapSeconds!.Value, times[20]) ? 1 : 0;
        }

        // 80 % intervals; four standard errors of a share of 400 are 0.08, and the twin's priors are not exactly this world's.
        Assert.InRange((double)slopes / Seeds, 0.70, 0.95);
        Assert.InRange((double)laps / Seeds, 0.70, 0.92);
    }

    [Fact]
    public void Fold_LapsWithOutliers_SlopeHardlyMoves()
    {
        var random = new Random(3);
        var clean = Races.Stint(1, 25, 90, 0.06, () => 0.1 * Races.Normal(random));
        var spoilt = clean.Select((t, i) => i is 7 or 16 ? t + 12 : t).ToArray();

        var before = Races.Believe(Races.Car(clean)).Tyres.DegradationSecondsPerLap;
        var after = Races.Believe(Races.Car(spoilt)).Tyres.DegradationSecondsPerLap;

        Assert.True(Math.Abs(after.Mean - before.Mean) < 2 * before.StandardDeviation, $"slope moved from {before} to {after}");
    }

    [Theory]
    [InlineData(TrackStatus.SafetyCar)]
    [InlineData(TrackStatus.VirtualSafetyCar)]
    [InlineData(TrackStatus.Red)]
    public void Fold_NeutralisedLap_TellsNothingOfPace(TrackStatus status)
    {
        var car = Races.Car(Races.Stint(1, 20, 90, 0.05, () => 0));
        var slow = car.Laps[19] with { LapTime = TimeSpan.FromSeconds(140), TrackStatus = status };

        var without = Races.Believe(car with { Laps = car.Laps.SetItem(19, slow with { LapTime = null }) });
        var with = Races.Believe(car with { Laps = car.Laps.SetItem(19, slow) });

        Assert.Equal(without.NextLapSeconds, with.NextLapSeconds);
    }

    [Fact]
    public void Fold_NoLapYet_KnowsNoPaceButTheCircuitsTyres()
    {
        var belief = Races.Believe(Races.Car([]));

        Assert.Null(belief.CleanAirPaceSeconds);
        Assert.Null(belief.NextLapSeconds);
        Assert.Null(belief.PaceDeltaSeconds);
        Assert.Equal(0.05, belief.Tyres.DegradationSecondsPerLap.Mean, 6);
    }

    [Fact]
    public void Fold_LapsWithoutTimes_KnowsNoPace()
    {
        var car = Races.Car(Races.Stint(1, 10, 90, 0.05, () => 0));

        var belief = Races.Believe(car with { Laps = car.Laps.ConvertAll(l => l with { LapTime = null }) });

        Assert.Null(belief.NextLapSeconds);
    }

    [Fact]
    public void Fold_CorrectedLap_GivesWhatTheCorrectHistoryGives()
    {
        var car = Races.Car(Races.Stint(1, 15, 90, 0.05, () => 0));
        var wrong = car with { Laps = car.Laps.SetItem(9, car.Laps[9] with { LapTime = TimeSpan.FromSeconds(97) }) };
        var estimator = Races.Estimator();

        var twins = estimator.Fold(TwinsState.Empty, Races.Race(wrong), [], newSession: false);
        twins = estimator.Fold(twins, Races.Race(car), [], newSession: false);

        Assert.Equal(Races.Believe(car).NextLapSeconds, twins.Belief.Cars[0].NextLapSeconds);
        Assert.NotEqual(Races.Believe(wrong).NextLapSeconds, twins.Belief.Cars[0].NextLapSeconds);
    }

    [Fact]
    public void Fold_TrafficLap_WeighsLessThanOneInClearAir()
    {
        var car = Races.Car(Races.Stint(1, 15, 90, 0.05, () => 0));
        var slow = car.Laps[14] with { LapTime = car.Laps[14].LapTime + TimeSpan.FromSeconds(0.5) };

        var clear = Races.Believe(car with { Laps = car.Laps.SetItem(14, slow with { Interval = TimeSpan.FromSeconds(8) }) });
        var wake = Races.Believe(car with { Laps = car.Laps.SetItem(14, slow with { Interval = TimeSpan.FromSeconds(0.7) }) });

        Assert.True(wake.NextLapSeconds!.Value.Mean < clear.NextLapSeconds!.Value.Mean);
    }

    [Fact]
    public void Fold_Qualifying_MakesNoRaceAssumption()
    {
        var car = Races.Car(Races.Stint(1, 8, 80, 0, () => 0));
        var state = Races.Race(car);

        var belief = Races.Fold(state with { Session = state.Session with { Type = SessionType.Qualifying, TotalLaps = null } }).Belief;

        Assert.False(belief.IsRace);
        Assert.Null(belief.PitLossSeconds);
        Assert.Null(belief.Cars[0].NextLapSeconds);
        Assert.Null(belief.Cars[0].Fuel);
        Assert.Null(belief.Cars[0].Behaviour);
        Assert.Empty(belief.Cars[0].StopHazard);
    }

    private static double Noise(Random random, ref double form)
    {
        form = (0.9 * form) + (0.15 * Races.Normal(random));
        return form + (0.25 * Races.Normal(random));
    }

    private static bool Within(Estimate estimate, double truth) => truth >= estimate.P10 && truth <= estimate.P90;
}
