using System.Collections.Immutable;
using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Json;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Tests;

public sealed class QualifyingCutTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 4, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_FirstPart_NamesTheTimeToBeatAndWhoIsBelowIt()
    {
        var cut = QualifyingCut.Of(State(1, ("a", 80.0), ("b", 80.9), ("c", 80.5), ("d", 81.25), ("e", null)))!;

        Assert.Equal((3, "b", TimeSpan.FromSeconds(80.9)), (cut.Places, cut.CarId, cut.LapTime));
        Assert.Equal([("d", TimeSpan.FromSeconds(0.35)), ("e", null)], cut.Out.Select(car => (car.CarId, car.Behind)));
    }

    [Fact]
    public void Of_EqualTimes_GoesByTheSourcesOrder()
    {
        var cut = QualifyingCut.Of(State(1, ("a", 80.0), ("b", 80.5), ("c", 80.9), ("d", 80.9)))!;

        Assert.Equal(("c", "d", TimeSpan.Zero), (cut.CarId, cut.Out.Single().CarId, cut.Out.Single().Behind));
    }

    [Fact]
    public void Of_FewerTimesThanPlaces_KnowsNoTimeToBeat()
    {
        var cut = QualifyingCut.Of(State(1, ("a", 80.0), ("b", null), ("c", null), ("d", null)))!;

        Assert.Equal((3, null, null), (cut.Places, cut.CarId, cut.LapTime));
        Assert.Equal(new CarBelowCut("d", null), cut.Out.Single());
    }

    [Fact]
    public void Of_SecondPart_LeavesOutWhoIsKnockedOut()
    {
        var state = SessionMerger.Apply(State(2, ("a", 80.0), ("b", 80.9), ("c", 80.5), ("d", 81.0)), Frame([new CarUpdate { CarId = "d", KnockedOut = true }])).State;

        var cut = QualifyingCut.Of(state)!;

        Assert.Equal((2, "c", 0.4), (cut.Places, cut.CarId, cut.Out.Single().Behind!.Value.TotalSeconds));
    }

    [Fact]
    public void Of_LastPartOrARaceOrNoPlacesTold_IsNull()
    {
        Assert.Null(QualifyingCut.Of(State(3, ("a", 80.0))));
        Assert.Null(QualifyingCut.Of(SessionState.Empty));
        var untold = SessionMerger.Apply(
            SessionState.Empty, Frame([]) with { Session = new SessionUpdate { Type = SessionType.Qualifying, QualifyingPart = 1 } }).State;
        Assert.Null(QualifyingCut.Of(untold));
    }

    [Fact]
    public void Write_FirstPart_TellsItInTheSession()
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            SnapshotWriter.Write(
                writer, State(1, ("a", 80.0), ("b", 80.9), ("c", 80.5), ("d", 81.25), ("e", null)), new CarEstimates[5], SchemaVersion.Version110);
        }

        using var document = JsonDocument.Parse(bytes.ToArray());
        Assert.Equal(
            """{"places":3,"car_id":"b","lap_time":80.9,"out":[{"car_id":"d","behind":0.35},{"car_id":"e","behind":null}]}""",
            document.RootElement.GetProperty("session").GetProperty("cut_off").GetRawText());
    }

    private static SessionState State(int part, params (string CarId, double? Best)[] cars) => SessionMerger.Apply(
        SessionState.Empty,
        Frame([.. cars.Select((car, i) => new CarUpdate
        {
            CarId = car.CarId,
            Position = i + 1,
            BestLapTime = car.Best is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        })]) with
        {
            Session = new SessionUpdate { Type = SessionType.Qualifying, QualifyingPart = part, QualifyingPlaces = new QualifyingPlaces(3, 2) },
        }).State;

    private static Frame Frame(ImmutableArray<CarUpdate> cars) => new()
    {
        Source = new SourceIdentity("test", "test", SourceMode.Live), MeasuredAt = At, ReceivedAt = At, Cars = cars,
    };
}
