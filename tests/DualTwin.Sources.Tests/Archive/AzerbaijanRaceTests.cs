using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Archive;

/// <summary>The 2018 Azerbaijan Grand Prix: 51 laps, two safety cars, seven retirements, six stops in the first two laps.</summary>
public sealed class AzerbaijanRaceTests
{
    [Fact]
    public async Task Replay_Order_IsThatAtTheFlag()
    {
        var race = await Replayed.Of(RealArchives.Azerbaijan);

        Assert.Equal(51, race.State.Session.LeaderLap);
        Assert.Equal(51, race.State.Session.TotalLaps);
        Assert.Equal(
            ["HAM", "RAI", "PER", "VET", "SAI", "LEC", "ALO", "STR", "VAN", "HAR", "ERI", "GAS", "MAG"],
            race.Order.Take(13));
        Assert.All(race.State.Cars.Where(c => c.Timing.Position <= 13), c => Assert.Equal((CarStatus.Finished, 51), (c.Status, c.Timing.LapsCompleted)));
        Assert.Equal(
            ["BOT", "GRO", "HUL", "OCO", "RIC", "SIR", "VER"],
            race.State.Cars.Where(c => c.Status == CarStatus.Retired).Select(c => c.Identity.DriverCode).Order());
        Assert.Empty(race.Counters.Refused);
    }

    [Fact]
    public async Task Replay_SafetyCars_AreDeployedAndEndedInTheRightLaps()
    {
        var race = await Replayed.Of(RealArchives.Azerbaijan);

        Assert.Equal([1, 40], LapsOf(race, EventTypes.SafetyCarDeployed));
        Assert.Equal([5, 47], LapsOf(race, EventTypes.SafetyCarEnded));
    }

    [Fact]
    public async Task Replay_EveryLap_EqualsTheFeedsOwn()
    {
        var race = await Replayed.Of(RealArchives.Azerbaijan);
        var raw = RawFeed.Read(RealArchives.PathOf(RealArchives.Azerbaijan));

        Assert.Equal(841, raw.Laps.Count);
        LapComparison.AssertEqual(raw, race.State);
    }

    [Fact]
    public async Task Replay_SectorsOfALap_AddUpToItsTime()
    {
        var race = await Replayed.Of(RealArchives.Azerbaijan);
        var laps = race.State.Cars.SelectMany(c => c.Laps).Where(l => l.LapTime is not null).ToList();

        Assert.Equal(820, laps.Count(l => l.Sectors.Total is { } sum && (sum - l.LapTime!.Value).Duration() <= TimeSpan.FromMilliseconds(2)));

        // Three laps followed one whose display the feed had cleared: it never sent their first sector.
        Assert.Equal(3, laps.Count(l => l.Sectors.Total is null));
    }

    // Laps of entry; a visit that changed no tyres, or that a car did not come back from, in brackets.
    [Theory]
    [InlineData("HAM", "22 40", "SUPERSOFT SOFT ULTRASOFT", "5 0 0")]
    [InlineData("RAI", "1 40", "ULTRASOFT SOFT ULTRASOFT", "3 0 0")]
    [InlineData("PER", "2 40", "ULTRASOFT SOFT SUPERSOFT", "3 0 0")]
    [InlineData("VET", "30 40", "SUPERSOFT SOFT ULTRASOFT", "4 0 0")]
    [InlineData("SAI", "15 40", "ULTRASOFT SOFT ULTRASOFT", "3 0 3")]
    [InlineData("LEC", "24 40", "SUPERSOFT SOFT ULTRASOFT", "0 0 0")]
    [InlineData("ALO", "1 40", "SUPERSOFT SOFT ULTRASOFT", "0 0 4")]
    [InlineData("STR", "23 40", "SUPERSOFT SOFT ULTRASOFT", "0 0 0")]
    [InlineData("VAN", "17 25 39 46", "SUPERSOFT SOFT ULTRASOFT ULTRASOFT ULTRASOFT", "0 0 0 0 3")]
    [InlineData("HAR", "1 22 39", "SOFT ULTRASOFT SUPERSOFT ULTRASOFT", "0 0 0 0")]
    [InlineData("ERI", "1 18 36 (39)", "SUPERSOFT SOFT ULTRASOFT ULTRASOFT", "0 0 0 0")]
    [InlineData("GAS", "12 39", "ULTRASOFT SOFT ULTRASOFT", "0 0 0")]
    [InlineData("MAG", "1 39", "SUPERSOFT SOFT ULTRASOFT", "0 0 0")]
    [InlineData("BOT", "40", "SUPERSOFT ULTRASOFT", "4 3")]
    [InlineData("GRO", "2 40", "SOFT SUPERSOFT ULTRASOFT", "0 0 0")]
    [InlineData("VER", "38", "SUPERSOFT ULTRASOFT", "4 0")]
    [InlineData("RIC", "37", "SUPERSOFT ULTRASOFT", "4 0")]
    [InlineData("HUL", "", "ULTRASOFT", "3")]
    [InlineData("OCO", "", "ULTRASOFT", "3")]
    [InlineData("SIR", "", "SUPERSOFT", "0")]
    public async Task Replay_VisitsAndStints_AreComplete(string driver, string visits, string compounds, string ages)
    {
        var car = (await Replayed.Of(RealArchives.Azerbaijan)).Car(driver);
        var stops = car.PitVisits.Where(v => v.TyresChanged == true).Select(v => v.Lap).ToList();

        Assert.Equal(visits, string.Join(' ', car.PitVisits.Select(v => v.TyresChanged == true ? $"{v.Lap}" : $"({v.Lap})")));
        Assert.Equal(compounds, string.Join(' ', car.Stints.Select(s => s.CompoundName)));
        Assert.Equal(ages, string.Join(' ', car.Stints.Select(s => s.AgeAtStart)));
        Assert.Equal(stops.Count, car.StopCount);
        Assert.Equal([1, .. stops.Select(lap => lap + 1)], car.Stints.Select(s => s.StartLap));
        Assert.Equal([.. stops, null], car.Stints.Select(s => s.EndLap));
        Assert.Equal(stops.Count, car.PitVisits.Count(v => v.LeftAt is not null && v.TyresChanged == true));
    }

    [Fact]
    public async Task Replay_CompoundsOfTheEvent_MapBySoftness()
    {
        var race = await Replayed.Of(RealArchives.Azerbaijan);

        Assert.Equal([Compound.Medium, Compound.Hard, Compound.Soft], race.Car("HAM").Stints.Select(s => s.Compound));
    }

    [Fact]
    public async Task Replay_Twice_GivesTheSameBytes()
    {
        var first = await Replayed.Of(RealArchives.Azerbaijan);
        var second = await Replayed.Anew(RealArchives.Azerbaijan);

        Assert.Equal(first.Fingerprint, second.Fingerprint);
    }

    private static IEnumerable<int> LapsOf(Replayed race, string type) => race.State.Events.Where(e => e.Type == type).Select(e => e.Lap);
}
