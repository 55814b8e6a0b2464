using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Threats;

namespace DualTwin.Strategy.Tests;

public sealed class ThreatTests
{
    private static readonly Gen<(double Gap, double Lap)> Rival = Gen.Select(Gen.Double[0.1, 40], Gen.Double[88, 92]);

    [Fact]
    public void Assess_FasterRivalCloserBehind_IsNeverALowerThreat() =>
        Gen.Select(Rival, Gen.Double[0, 10], Gen.Double[0, 2], Gen.Double[0, 0.2]).Sample((rival, closer, faster, hazard) =>
        {
            var before = Assess(rival.Gap, rival.Lap, hazard);
            var after = Assess(Math.Max(0, rival.Gap - closer), rival.Lap - faster, hazard);

            Assert.True(after.Threat >= before.Threat, $"{before.Threat} became {after.Threat}");
            Assert.True(Of(after, ThreatKind.PassOnTrack) >= Of(before, ThreatKind.PassOnTrack) - 1e-12);
            Assert.True(Of(after, ThreatKind.Undercut) >= Of(before, ThreatKind.Undercut) - 1e-12);
            Assert.True(Of(after, ThreatKind.Catch) >= Of(before, ThreatKind.Catch) - 1e-12);
        });

    [Fact]
    public void Assess_AnyRival_GivesProbabilities() =>
        Gen.Select(Rival, Gen.Double[0, 1], Gen.Int[0, 49]).Sample((rival, hazard, done) =>
        {
            var ours = Beliefs.Car("1", 1, 0) with { LapsCompleted = done };
            var theirs = Beliefs.Car("2", 2, rival.Gap, rival.Lap, hazard) with { LapsCompleted = done };
            var assessed = StrategyAnalyst.Assess(Beliefs.Race(ours, theirs), "1").Rivals[0];

            Assert.InRange(assessed.PitWithinFiveLaps!.Value, 0, 1);
            Assert.InRange(assessed.PredictedStopsProbability!.Value, 0, 1);
            Assert.All(assessed.Reasons, r => Assert.InRange(r.Probability, 0, 1));
            Assert.All(assessed.Reasons, r => Assert.InRange(r.WithinFiveLaps, 0, r.Probability + 1e-9));
        });

    [Fact]
    public void Assess_MuchFasterRivalOnOurTail_IsCritical() => Assert.Equal(ThreatLevel.Critical, Assess(0.6, 87.5, 0.02).Threat);

    [Fact]
    public void Assess_SlowRivalFarBehind_IsLow() => Assert.Equal(ThreatLevel.Low, Assess(45, 91.5, 0.02).Threat);

    [Fact]
    public void Assess_FasterRivalThatWillStopLongBeforeItIsHere_IsNoThreatOnTheRoad()
    {
        var whoStays = Assess(22, 89, 0.001);
        var whoStops = Assess(22, 89, 0.3);

        Assert.True(Of(whoStays, ThreatKind.PassOnTrack) > 0.01);
        Assert.True(Of(whoStops, ThreatKind.PassOnTrack) < Of(whoStays, ThreatKind.PassOnTrack) / 10);
        Assert.Equal(ThreatLevel.Low, whoStops.Threat);
    }

    [Fact]
    public void Assess_RivalAhead_IsLow()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 2, 5), Beliefs.Car("2", 1, 0));

        Assert.Equal(ThreatLevel.Low, StrategyAnalyst.Assess(race, "1").Rivals[0].Threat);
    }

    [Fact]
    public void Assess_RetiredRival_IsNoThreatAndItsStopsAreKnown()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 1) with { Running = false, StopsMade = 1, StopHazard = [] });

        var rival = StrategyAnalyst.Assess(race, "1").Rivals[0];

        Assert.Equal(ThreatLevel.Low, rival.Threat);
        Assert.Equal(1, rival.PredictedStops);
        Assert.Equal(0, rival.PitWithinFiveLaps);
    }

    [Fact]
    public void Assess_WeOweAStopAndTheyDoNot_IsAThreatOfThePitCycle()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0.2), Beliefs.Car("2", 2, 12, 91, hazard: 0.001));

        var rival = StrategyAnalyst.Assess(race, "1").Rivals[0];

        Assert.Equal(ThreatKind.PitCycle, rival.Reasons[0].Kind);
        Assert.Equal(ThreatLevel.Critical, rival.Threat);
    }

    [Fact]
    public void Assess_GapUnknown_TellsNoThreat()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 3) with { GapToLeaderSeconds = null });

        Assert.Null(StrategyAnalyst.Assess(race, "1").Rivals[0].Threat);
    }

    [Fact]
    public void Assess_NobodyIsOurs_TellsNoThreatAndNoOpening()
    {
        var assessment = StrategyAnalyst.Assess(Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 3)), "99");

        Assert.Null(assessment.OurCarId);
        Assert.Equal(2, assessment.Rivals.Length);
        Assert.All(assessment.Rivals, r => Assert.Null(r.Threat));
        Assert.Empty(assessment.Openings);
    }

    [Fact]
    public void Assess_Qualifying_TellsNothingOfStopsAndThreats()
    {
        var race = Beliefs.Race(Beliefs.Car("1", 1, 0), Beliefs.Car("2", 2, 3)) with { IsRace = false };

        var rival = StrategyAnalyst.Assess(race, "1").Rivals[0];

        Assert.Null(rival.Threat);
        Assert.Null(rival.PredictedStops);
        Assert.Null(rival.PitWithinFiveLaps);
    }

    [Fact]
    public void Assess_EmptyBelief_IsEmpty()
    {
        var assessment = StrategyAnalyst.Assess(RaceBelief.Empty, null);

        Assert.Empty(assessment.Rivals);
        Assert.Empty(assessment.Openings);
    }

    [Fact]
    public void Assess_Rivals_ComeByPosition()
    {
        var race = Beliefs.Race(Beliefs.Car("5", 3, 9), Beliefs.Car("9", 4, 12) with { Position = null }, Beliefs.Car("7", 1, 0), Beliefs.Car("1", 2, 4));

        Assert.Equal(["7", "5", "9"], StrategyAnalyst.Assess(race, "1").Rivals.Select(r => r.CarId));
    }

    private static RivalAssessment Assess(double gap, double lap, double hazard) =>
        StrategyAnalyst.Assess(Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0.05), Beliefs.Car("2", 2, gap, lap, hazard)), "1").Rivals[0];

    private static double Of(RivalAssessment rival, ThreatKind kind) => rival.Reasons.Single(r => r.Kind == kind).Probability;
}
