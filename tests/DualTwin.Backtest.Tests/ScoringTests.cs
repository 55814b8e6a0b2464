using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Predictions;
using DualTwin.Backtest.Scoring;

namespace DualTwin.Backtest.Tests;

public sealed class ScoringTests
{
    [Fact]
    public void Auc_WithTies_CountsThemHalf() =>
        Assert.Equal(3.5 / 4, RankStatistics.Auc([0.1, 0.4, 0.4, 0.8], [false, false, true, true]), 12);

    [Fact]
    public void Auc_OfOneKindOnly_IsNoNumber() => Assert.Equal(double.NaN, RankStatistics.Auc([0.1, 0.2], [true, true]));

    [Fact]
    public void Brier_OfProbabilities_IsTheirMeanSquare() =>
        Assert.Equal((0.04 + 0.25) / 2, RankStatistics.Brier([0.2, 0.5], [false, true]), 12);

    [Fact]
    public void CalibrationError_WeighsBinsByTheirRows()
    {
        // Bin 0: predicted 0.05, happened 0, two rows; the last bin holds 1 too: predicted 0.95 on average, happened 0.5, two rows.
        var error = RankStatistics.CalibrationError([0.05, 0.05, 0.9, 1], [false, false, true, false]);

        Assert.Equal((0.05 * 0.5) + (0.45 * 0.5), error, 12);
    }

    [Fact]
    public void BestF1_TakesTheBestThreshold() =>
        Assert.Equal(0.8, RankStatistics.BestF1([0.06, 0.3, 0.4, 0.6], [false, true, false, true]), 12);

    [Fact]
    public void NextLap_ScoresOnlyPairsOfCleanLaps()
    {
        // Laps 4 to 8 are clean but for the safety car in 6: the pairs are 4-5 and 7-8.
        var race = SmallRace.Of(8, SmallRace.Car("A", 0, [95, 92, 91, 90, 91, 120, 90.5, 90], status: ["1", "1", "1", "1", "12", "24", "1", "1"]));

        var figures = Figures(race, key => new Prediction { Key = key, NextLap = 90.5, NextLapP10 = 90.2, NextLapP90 = 91 });

        Assert.Equal("0.5000", figures["next_lap.mae"]);
        Assert.Equal("0.7500", figures["next_lap.naive"]);
        Assert.Equal("0.6667", figures["next_lap.ratio"]);
        Assert.Equal("1.0000", figures["next_lap.predicted"]);
        Assert.Equal("0.5000", figures["next_lap.cover80"]);
    }

    [Fact]
    public void Stops_ScoresRowsWithALapToGo()
    {
        var race = SmallRace.Of(6, SmallRace.Car("A", 0, SmallRace.Laps(6, 90), stops: [3]), SmallRace.Car("B", 2, SmallRace.Laps(6, 90)));

        var figures = Figures(race, key => new Prediction { Key = key, PitNext1 = key is { Driver: "A", Lap: 2 } ? 0.9 : 0.1, PitNext5 = key is { Driver: "A", Lap: < 3 } ? 1 : 0 });

        Assert.Equal("1.0000", figures["pit_next_1.auc"]);
        Assert.Equal("0.0100", figures["pit_next_1.brier"]);
        Assert.Equal("0.0900", figures["pit_next_1.base_brier"]);
        Assert.Equal("1.0000", figures["pit_next_1.best_f1"]);
        Assert.Equal("0.0000", figures["pit_next_5.brier"]);
        Assert.Equal("1.0000", figures["pit_next_5.predicted"]);
    }

    [Fact]
    public void Finish_ScoresClassifiedCarsAtAShareOfTheDistance()
    {
        var race = SmallRace.Of(10, SmallRace.Car("A", 0, SmallRace.Laps(10, 90), finish: 2), SmallRace.Car("B", 2, SmallRace.Laps(10, 90), finish: 1), SmallRace.Car("C", 4, SmallRace.Laps(6, 90)));

        var figures = Figures(race, key => new Prediction { Key = key, FinishMean = 1.5, Win = 0.5 });

        Assert.Equal("0.5000", figures["finish50.mae"]);
        Assert.Equal("1.0000", figures["finish50.naive"]);
        Assert.Equal("0.2500", figures["finish50.p_win.brier"]);
        Assert.Equal("1.0000", figures["finish50.p_win.naive"]);
    }

    [Fact]
    public void Rejoin_ScoresGreenStopsAgainstTheOrderTwoLapsOn()
    {
        // A stops at the end of lap 5 and is third of three at the end of lap 6.
        var laps = SmallRace.Laps(8, 90);
        var stopping = laps.Select((l, i) => i is 4 or 5 ? l + 12 : l).ToArray();
        var race = SmallRace.Of(8, SmallRace.Car("A", 0, stopping, stops: [5]), SmallRace.Car("B", 2, laps), SmallRace.Car("C", 4, laps));

        var figures = Figures(race, key => new Prediction { Key = key, RejoinMean = 2.4, RejoinP10 = 2, RejoinP90 = 3 });

        Assert.Equal("1.0000", figures["rejoin.n"]);
        Assert.Equal("1.0000", figures["rejoin.within1"]);
        Assert.Equal("0.0000", figures["rejoin.exact"]);
        Assert.Equal("1.0000", figures["rejoin.cover80"]);
    }

    [Fact]
    public void Undercuts_AreThoseAnsweredWithinFourLaps()
    {
        // B, 2 s behind, stops at the end of lap 5; A answers a lap later and comes out behind.
        var laps = SmallRace.Laps(12, 90);
        var first = laps.Select((l, i) => i is 4 or 5 ? l + 10 : l).ToArray();
        var second = laps.Select((l, i) => i is 5 or 6 ? l + 12 : l).ToArray();
        var race = SmallRace.Of(12, SmallRace.Car("A", 0, second, stops: [6]), SmallRace.Car("B", 2, first, stops: [5]));

        var pair = Assert.Single(UndercutScore.Pairs(RaceTruth.Of(race)));

        Assert.Equal(new UndercutPair(new LapKey(2024, 1, "B", 4), "A", Success: true), pair);
    }

    private static Dictionary<string, string> Figures(RecordedRace race, Func<LapKey, Prediction> predict)
    {
        var rows = RaceTruth.Of(race).Select(row => new ScoredRow(row, predict(row.Key))).ToArray();
        return ScoreSheet.Of(rows).ToDictionary(f => f.Name, f => SmallRace.Text(f.Value), StringComparer.Ordinal);
    }
}
