using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Alerts;

namespace DualTwin.Strategy.Tests;

public sealed class AlertTests
{
    private static CarBelief At(CarBelief car, int lap, int stops = 0) => car with { LapsCompleted = lap, StopsMade = stops };

    // Nothing but stops: no car threatens, none can be undercut.
    private static RaceBelief Race(int lap, params (double Gap, int Stops)[] rivals) => Beliefs.Race(
    [
        At(Beliefs.Car("1", 1, 0, hazard: 0), lap),
        .. rivals.Select((r, i) => At(Beliefs.Car($"{i + 2}", i + 2, r.Gap, lap: 92, hazard: 0), lap, r.Stops)),
    ]);

    private static AlertBook Told(params RaceBelief[] races) => races.Aggregate(AlertBook.Empty, (book, race) => book.After(race, "1"));

    [Fact]
    public void After_RivalsWithinReachStopInOneLap_IsOneAlert()
    {
        var book = Told(Race(20, (5, 0), (9, 0)), Race(20, (27, 1), (9, 0)), Race(20, (27, 1), (31, 1)));

        var alert = Assert.Single(book.Alerts);
        Assert.Equal((AlertKind.RivalsStopped, 21), (alert.Kind, alert.Lap));
        Assert.Equal(["2", "3"], alert.CarIds);
    }

    [Fact]
    public void After_RivalFarAwayStops_IsNoAlert() =>
        Assert.Empty(Told(Race(20, (60, 0)), Race(20, (82, 1))).Alerts);

    [Fact]
    public void After_StopsBeforeWeWereChosen_AreNotTold() =>
        Assert.Empty(Told(Race(20, (27, 1))).Alerts);

    [Fact]
    public void After_WindowThatOpensAndCloses_IsToldOnceEach()
    {
        RaceBelief Lap(int lap) => Beliefs.Race(Beliefs.Car("1", 1, 0, hazard: 0.1) with
        {
            LapsCompleted = lap,
            Tyres = Beliefs.Car("1", 1, 0).Tyres with { AgeLaps = lap, LifeLaps = new Estimate(60, 5) },
            StopHazard = [.. Enumerable.Repeat(0.1, 49 - lap)],
        });

        var book = Told([.. Enumerable.Range(5, 40).Select(Lap)]);

        Assert.Single(book.Alerts, a => a.Kind == AlertKind.WindowOpened);
        Assert.InRange(book.Alerts.Count(a => a.Kind == AlertKind.WindowClosed), 0, 1);
    }

    [Fact]
    public void After_ThreatThatFlickers_IsToldOnce()
    {
        RaceBelief Lap(int lap, double pace) => Beliefs.Race(
            At(Beliefs.Car("1", 1, 0, hazard: 0), lap), At(Beliefs.Car("2", 2, 1, lap: pace, hazard: 0), lap));

        var book = Told([.. Enumerable.Range(20, 8).Select(lap => Lap(lap, lap % 2 == 0 ? 86 : 93))]);

        var alert = Assert.Single(book.Alerts, a => a.Kind == AlertKind.ThreatRaised);
        Assert.Equal(21, alert.Lap);
    }

    [Fact]
    public void After_ThreatThatComesBackMuchLater_IsToldAgain()
    {
        RaceBelief Lap(int lap, double pace) => Beliefs.Race(
            At(Beliefs.Car("1", 1, 0, hazard: 0), lap), At(Beliefs.Car("2", 2, 1, lap: pace, hazard: 0), lap));

        var book = Told([.. Enumerable.Range(20, 8).Select(lap => Lap(lap, lap is 20 or 27 ? 86 : 93))]);

        Assert.Equal([21, 28], book.Alerts.Where(a => a.Kind == AlertKind.ThreatRaised).Select(a => a.Lap));
    }

    [Fact]
    public void After_NothingThatBearsOnIt_IsTheSameBook()
    {
        var book = Told(Race(20, (5, 0)));

        Assert.Same(book, book.After(Race(20, (5.1, 0)), "1"));
        Assert.Same(book, book.After(Race(20, (5, 0)) with { IsRace = false }, "1"));
    }
}
