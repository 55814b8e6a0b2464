using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;
using static DualTwin.Session.Tests.Races;

namespace DualTwin.Session.Tests;

public sealed class SessionPipelineTests
{
    [Fact]
    public void Current_BeforeTheFirstFrame_HasNoDocuments()
    {
        var view = new SessionPipeline(new SessionPipelineOptions()).Current;

        Assert.All(Enum.GetValues<ViewDocument>(), document => Assert.Null(view.Document(document, SchemaVersion.Version100)));
        Assert.Null(view.OurCarId);
    }

    [Theory]
    [InlineData(null, "44", new[] { "1", "44" })]
    [InlineData(null, "1", new[] { "1", "16" })]
    [InlineData("16", "16", new[] { "1", "44", "16" })]
    [InlineData("99", "99", new[] { "1", "44" })]
    public void OurCarId_FollowsTheContractsOrder(string? configured, string expected, string[] cars)
    {
        var pipeline = Fold(Run(1, 50, cars), new SessionPipelineOptions { OurCarId = configured });

        Assert.Equal(expected, pipeline.Current.OurCarId);
    }

    [Fact]
    public void OurCarId_LeaderChosen_StaysWhenTheLeadChanges()
    {
        var pipeline = Fold(Run(1, 50, "1", "16"));
        pipeline.Apply(Frame(500, new CarUpdate { CarId = "16", Position = 1 }, new CarUpdate { CarId = "1", Position = 2 }));

        Assert.Equal("1", pipeline.Current.OurCarId);
    }

    [Fact]
    public void OurCarId_OfAStandInThatMadeUpAField_GivesWayToTheCarsThatAreThere()
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        pipeline.ApplyStandIn(Frame(10, new CarUpdate { CarId = "44", Position = 1 }));
        Assert.Equal("44", pipeline.Current.OurCarId);

        pipeline.Apply(Frame(11, new CarUpdate { CarId = "1", Position = 1 }));

        Assert.Equal("1", pipeline.Current.OurCarId);
    }

    [Fact]
    public void SelectOurCar_KnownCar_IsOursFromThenOn()
    {
        var pipeline = Fold(Run(3, 50, "44", "16"));

        Assert.True(pipeline.SelectOurCar("16"));
        pipeline.Apply(Frame(900));

        Assert.Equal("16", pipeline.Current.OurCarId);
        Assert.DoesNotContain(pipeline.Current.Assessment.Rivals, r => r.CarId == "16");
    }

    [Fact]
    public void SelectOurCar_UnknownCar_ChangesNothing()
    {
        var pipeline = Fold(Run(3, 50, "44", "16"));
        var before = pipeline.Current;

        Assert.False(pipeline.SelectOurCar("99"));
        Assert.Same(before, pipeline.Current);
    }

    [Fact]
    public void Apply_SameFrames_GiveTheSameBytes()
    {
        var one = Fold(Run(12, 50, "44", "16", "1")).Current;
        var two = Fold(Run(12, 50, "44", "16", "1")).Current;

        Assert.All(Enum.GetValues<ViewDocument>(), document =>
            Assert.Equal(one.Document(document, SchemaVersion.Version110)!.Value.ToArray(), two.Document(document, SchemaVersion.Version110)!.Value.ToArray()));
    }

    [Fact]
    public void Document_AskedTwice_IsTheSameMemory()
    {
        var view = Fold(Run(2, 50, "44")).Current;

        Assert.Equal(view.Document(ViewDocument.Telemetry, SchemaVersion.Version110), view.Document(ViewDocument.Telemetry, SchemaVersion.Version110));
    }

    [Fact]
    public void Apply_NewSession_ForgetsTheOldOne()
    {
        var pipeline = Fold(Run(5, 50, "44", "16"));
        pipeline.Apply(Frame(0, new CarUpdate { CarId = "7", Position = 1 }) with { Session = new SessionUpdate { SessionId = "next" } });

        Assert.Equal("7", pipeline.Current.OurCarId);
        Assert.Single(pipeline.Current.Belief.Cars);
        Assert.Single(pipeline.Current.State.Cars);
    }

    [Fact]
    public void Note_WithoutEnd_IsKeptUpToABoundAndCountedBeyondIt()
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        for (var i = 0; i < SessionState.MostEvents + 5; i++)
        {
            pipeline.Note(EventTypes.SourceChange, "Another source.", DateTimeOffset.UnixEpoch);
        }

        Assert.Equal((SessionState.MostEvents, 5), (pipeline.Current.State.Events.Count, pipeline.Current.State.RefusedEvents));
    }
}
