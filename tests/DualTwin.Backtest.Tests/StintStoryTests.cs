using DualTwin.Backtest.Archive;
using DualTwin.Backtest.Reports;
using DualTwin.Backtest.Walk;
using DualTwin.RaceModel.Belief;
using DualTwin.Session;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Tests;

public sealed class StintStoryTests
{
    private const int Laps = 20;
    private const int StopLap = 9;

    private readonly Dictionary<(string, int), CarBelief> _told = [];

    [Fact]
    public void Of_CarWithAStop_TellsBothStintsAsOfTheLapBefore()
    {
        var (story, final) = Walked();

        var stints = story.Of(final.FindCar("A")!).ToList();

        Assert.Equal([(1, Compound.Medium, 1, StopLap), (2, Compound.Hard, StopLap + 1, Laps)], stints.Select(s => (s.Number, s.Compound!.Value, s.FirstLap, s.LastLap)));
        foreach (var lap in stints.SelectMany(s => s.Laps).Where(l => l.Predicted is not null))
        {
            Assert.Same(_told[("A", lap.Lap - 1)].NextLap, lap.Predicted);
        }

        // The first three laps of the race and those into and out of the pits are no normal ones, nor is what is told after them of the next.
        Assert.Equal([5, 6, 7, 8, .. Enumerable.Range(StopLap + 3, Laps - StopLap - 2)], stints.SelectMany(s => s.Laps).Where(l => l is { Seconds: not null, Predicted: not null }).Select(l => l.Lap));
    }

    [Fact]
    public void Of_GameRace_SetsMeasuredWearBesideWhatWasTold()
    {
        var race = DecodedGameRace.Load(TestData.GameRace());
        var (pipeline, story) = (new SessionPipeline(new SessionPipelineOptions()), new StintStory());
        foreach (var frame in race.Frames())
        {
            story.Take(pipeline.Apply(frame));
        }

        var told = pipeline.Current.State.Cars.SelectMany(story.Of).SelectMany(s => s.Laps).Where(l => l is { Wear: not null, WearTold: not null }).ToList();

        Assert.True(told.Count > 20, $"{told.Count} laps");
        Assert.True(told.Average(l => Math.Abs(l.WearTold!.Value.Mean - l.Wear!.Value)) < 0.02);
    }

    [Fact]
    public void Write_OneCar_LinksAPlotForEachStint()
    {
        var (story, final) = Walked();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "race.md");
            new StintReport(story, final).Write(path, "Bahrain", ["A"]);

            var page = File.ReadAllText(path);
            foreach (var name in new[] { "A-1-laps", "A-1-slope", "A-2-laps", "A-2-slope" })
            {
                Assert.Contains($"(race/{name}.svg)", page, StringComparison.Ordinal);
                Assert.Contains("polyline", File.ReadAllText(Path.Combine(folder.FullName, "race", $"{name}.svg")), StringComparison.Ordinal);
            }

            Assert.DoesNotContain("B-1", page, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Write_NoSuchCar_NamesThoseThereAre()
    {
        var (story, final) = Walked();

        var error = Assert.Throws<InvalidDataException>(() => new StintReport(story, final).Write("never.md", "Bahrain", ["C"]));

        Assert.Contains("no car 'C'; it has A, B", error.Message, StringComparison.Ordinal);
    }

    private (StintStory Story, SessionState Final) Walked()
    {
        var race = SmallRace.Of(Laps, SmallRace.Car("A", 0, SmallRace.Laps(Laps, 90), stops: [StopLap]), SmallRace.Car("B", 2, SmallRace.Laps(Laps, 90)));
        var story = new StintStory();
        SessionState? final = null;
        RaceWalk.Run(race, new SessionPipelineOptions(), walked =>
        {
            story.Take(walked.View);
            _told[(walked.Car.Driver, walked.Lap.Lap)] = walked.View.Belief.Cars.Single(c => c.CarId == walked.Car.Driver);
            final = walked.View.State;
        });
        return (story, final!);
    }
}
