using System.Text.Json;
using DualTwin.Storage.History;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Storage.Tests;

public sealed class HistoryRowsTests
{
    [Fact]
    public void Stops_VisitsWithoutTyreChange_AreLeftOut()
    {
        var state = State(new CarState
        {
            CarId = "44",
            PitVisits =
            [
                new PitVisit { Lap = 3, TyresChanged = false },
                new PitVisit { Lap = 12, TyresChanged = true, From = Compound.Soft, To = Compound.Hard, LaneTime = TimeSpan.FromMilliseconds(21_345) },
                new PitVisit { Lap = 30, TyresChanged = null },
            ],
        });

        var stop = Assert.Single(HistoryRows.Stops(state, HistoryFilter.All));

        Assert.Equal((12, "soft", "hard", 21.345), (stop.Lap, stop.From, stop.To, stop.LaneTime));
    }

    [Theory]
    [InlineData(SessionType.Qualifying, 0)]
    [InlineData(SessionType.Practice, 0)]
    [InlineData(SessionType.Sprint, 1)]
    public void Stops_OutsideRaces_AreNone(SessionType type, int stops)
    {
        var state = State(new CarState { CarId = "44", PitVisits = [new PitVisit { Lap = 12, TyresChanged = true }] });
        state = state with { Session = state.Session with { Type = type } };

        Assert.Equal(stops, HistoryRows.Stops(state, HistoryFilter.All).Count);
    }

    [Fact]
    public void Laps_OfSeveralCars_AreInTheOrderOfCompletion()
    {
        var state = State(
            new CarState { CarId = "44", Laps = [Lap(1, 90), Lap(2, 180)] }, new CarState { CarId = "16", Laps = [Lap(1, 185), Lap(2, 280)] });

        var laps = HistoryRows.Laps(state, HistoryFilter.All);

        Assert.Equal([("44", 1), ("44", 2), ("16", 1), ("16", 2)], laps.Select(l => (l.CarId, l.Lap)));
    }

    [Fact]
    public void Laps_LappedCar_HasLapsInPlaceOfATime()
    {
        var lap = Assert.Single(HistoryRows.Laps(
            State(new CarState { CarId = "44", Laps = [Lap(1, 90) with { GapToLeader = Gap.OfLaps(2) }] }), HistoryFilter.All));

        Assert.Null(lap.GapToLeader);
        Assert.Equal(2, lap.GapLaps);
    }

    [Fact]
    public void Events_CarAndLap_GivesOnlyThose()
    {
        var state = State() with
        {
            Events =
            [
                new SessionEvent { Id = 1, Type = EventTypes.Stop, Text = "a", CarId = "44", Lap = 5 },
                new SessionEvent { Id = 2, Type = EventTypes.Stop, Text = "b", CarId = "44", Lap = 9 },
                new SessionEvent { Id = 3, Type = EventTypes.Stop, Text = "c", CarId = "16", Lap = 9 },
            ],
        };

        Assert.Equal(2, Assert.Single(HistoryRows.Events(state, new HistoryFilter("44", 6))).Id);
    }

    [Fact]
    public void Json_Event_HasItsFactsByName()
    {
        var row = HistoryRows.Of(new SessionEvent
        {
            Id = 7,
            Type = EventTypes.Stop,
            Text = "Müller stops",
            Time = new DateTimeOffset(2026, 5, 3, 15, 0, 0, TimeSpan.FromHours(2)),
            Data = [EventFact.Of("to", "hard"), EventFact.Of("lane_time", 21.5), EventFact.Of("free", true), EventFact.Of("odd", double.NaN)],
        });

        var json = JsonSerializer.Serialize(row, HistoryJson.Instance.EventRow);

        Assert.Equal(
            """{"id":7,"time":"2026-05-03T13:00:00Z","lap":0,"type":"stop","car_id":null,"text":"Müller stops","data":{"to":"hard","lane_time":21.5,"free":true,"odd":null}}""",
            json);
    }

    private static SessionState State(params CarState[] cars) => SessionState.Empty with { Cars = [.. cars] };

    private static LapRecord Lap(int number, double completedAtSeconds) =>
        new() { Lap = number, CompletedAt = TimeSpan.FromSeconds(completedAtSeconds) };
}
