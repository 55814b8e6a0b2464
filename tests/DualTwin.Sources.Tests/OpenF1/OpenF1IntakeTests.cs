using DualTwin.Sources.OpenF1;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.OpenF1;

public sealed class OpenF1IntakeTests
{
    private const string Key = "\"session_key\":11280,\"meeting_key\":1284";

    [Fact]
    public void Take_WholeRace_GivesOrderLapsStopsAndTyres()
    {
        var session = new MadeSession(12);
        var taking = Taking.Of(session).Say("meetings", session.Answer("meetings").Single().ToJsonString());
        foreach (var document in session.Stream)
        {
            taking.Say(document);
        }

        var state = taking.State;
        Assert.Equal(
            ("11280", SessionType.Race, "Miami Grand Prix", "Miami", SessionPhase.Finished, MadeSession.Start),
            (state.Session.SessionId, state.Session.Type, state.Session.MeetingName, state.Session.CircuitName, state.Session.Phase, state.Session.ScheduledStart));
        Assert.Equal(["63", "1", "16", "44"], state.Cars.OrderBy(c => c.Timing.Position).Select(c => c.CarId));
        Assert.Empty(taking.Counters.Refused);
        for (var car = 0; car < 4; car++)
        {
            var driven = state.FindCar($"{new[] { 44, 16, 1, 63 }[car]}")!;
            Assert.Equal(Enumerable.Range(1, 12), driven.Laps.Select(l => l.Lap));
            Assert.Equal(Enumerable.Range(1, 12).Select(lap => MadeSession.LapSeconds(car, lap)), driven.Laps.Select(l => l.LapTime!.Value.TotalSeconds));
            Assert.All(driven.Laps, lap => Assert.Equal(lap.LapTime, lap.Sectors.Total));
            Assert.Equal(
                (1, MadeSession.StopLap(car), 22.4 + car, 2.3, Compound.Medium, Compound.Hard),
                (driven.StopCount, driven.PitVisits[0].Lap, driven.PitVisits[0].LaneTime!.Value.TotalSeconds, driven.PitVisits[0].StationaryTime!.Value.TotalSeconds,
                    driven.PitVisits[0].From, driven.PitVisits[0].To));
            Assert.Equal([(1, 0), (MadeSession.StopLap(car) + 1, 2)], driven.Stints.Select(s => (s.StartLap!.Value, s.AgeAtStart!.Value)));
        }
    }

    [Fact]
    public void Take_LapEnds_CompletesItWhenTheCarCrossedTheLine()
    {
        var session = new MadeSession(3);
        var taking = Taking.Of(session);
        foreach (var document in session.Stream)
        {
            taking.Say(document);
        }

        var crossed = MadeSession.Start.TimeOfDay + TimeSpan.FromSeconds(MadeSession.LapSeconds(0, 1) + MadeSession.LapSeconds(0, 2));
        Assert.Equal(crossed.TotalSeconds, taking.State.FindCar("44")!.Laps[1].CompletedAt!.Value.TotalSeconds, 0.001);
    }

    [Fact]
    public void Take_LapThatNobodyTimed_IsCompleteWithoutATime()
    {
        var taking = Taking.Of("Race", "Race")
            .Say("laps", Lap(44, 1, "2026-05-03T15:00:00+00:00", null))
            .Say("laps", Lap(44, 2, "2026-05-03T15:01:40+00:00", null));

        var lap = Assert.Single(taking.State.FindCar("44")!.Laps);
        Assert.Equal((1, (TimeSpan?)null), (lap.Lap, lap.LapTime));

        taking.Say("laps", Lap(44, 1, "2026-05-03T15:00:00+00:00", 99.5));
        Assert.Equal(99.5, taking.State.FindCar("44")!.Laps[0].LapTime!.Value.TotalSeconds);
    }

    [Theory]
    [InlineData("12.345", "0.5", 12.345, null)]
    [InlineData("\"+1 LAP\"", "\"+1 LAP\"", null, 1)]
    [InlineData("\"+2 LAPS\"", "1.1", null, 2)]
    [InlineData("null", "null", null, null)]
    public void Take_Gaps_AreTimesOrLapsOrUnknown(string gap, string interval, double? seconds, int? laps)
    {
        var taking = Taking.Of("Race", "Race").Say("position", $$"""{{{Key}},"driver_number":16,"date":"2026-05-03T15:10:00+00:00","position":2}""")
            .Say("intervals", $$"""{{{Key}},"driver_number":16,"date":"2026-05-03T15:10:04+00:00","gap_to_leader":{{gap}},"interval":{{interval}}}""");

        var told = taking.State.FindCar("16")!.Timing.GapToLeader;
        Assert.Equal((seconds, laps), (told?.Time?.TotalSeconds, told?.Laps));
        Assert.Empty(taking.Counters.Refused);
    }

    [Fact]
    public void Take_NullGapOfTheLeader_IsZero()
    {
        var taking = Taking.Of("Race", "Race")
            .Say("intervals", $$"""{{{Key}},"driver_number":16,"date":"2026-05-03T15:10:04+00:00","gap_to_leader":null,"interval":null}""")
            .Say("position", $$"""{{{Key}},"driver_number":16,"date":"2026-05-03T15:10:00+00:00","position":1}""");

        Assert.Equal(Gap.Zero, taking.State.FindCar("16")!.Timing.GapToLeader);
    }

    [Fact]
    public void Take_Qualifying_MakesNoRaceOfIt()
    {
        var taking = Taking.Of("Qualifying", "Qualifying")
            .Say("race_control", Control("15:00:00", "GREEN LIGHT - PIT EXIT OPEN", "GREEN", "Track", part: 1))
            .Say("laps", Lap(44, 1, "2026-05-03T15:02:00+00:00", null, pitOut: true))
            .Say("laps", Lap(44, 2, "2026-05-03T15:04:00+00:00", 87.125))
            .Say("laps", Lap(44, 3, "2026-05-03T15:05:27.125+00:00", 86.5))
            .Say("race_control", Control("15:07:00", "CAR 44 (HAM) TIME 1:26.500 DELETED - TRACK LIMITS AT TURN 4 LAP 4 15:06:53", null, null, part: 1))
            .Say("race_control", Control("15:18:00", "CHEQUERED FLAG", "CHEQUERED", "Track", part: 1));

        var car = taking.State.FindCar("44")!;
        Assert.Equal((SessionPhase.Finished, 1), (taking.State.Session.Phase, taking.State.Session.QualifyingPart));
        Assert.Equal((TimeSpan.FromSeconds(87.125), 2), (car.Timing.BestLapTime, car.Timing.BestLap));
        Assert.Equal([(1, null), (2, null), (3, (bool?)false)], car.Laps.Select(l => (l.Lap, l.Valid)));

        taking.Say("race_control", Control("15:25:00", "GREEN LIGHT - PIT EXIT OPEN", "GREEN", "Track", part: 2));
        Assert.Equal((SessionPhase.Running, 2, 0), (taking.State.Session.Phase, taking.State.Session.QualifyingPart, car.StopCount));
    }

    [Fact]
    public void Take_RedFlag_SuspendsARaceThatHasBegunAndNoOther()
    {
        var taking = Taking.Of("Race", "Race").Say("race_control", Control("14:50:00", "RED FLAG", "RED", "Track"));
        Assert.Equal((TrackStatus.Red, (SessionPhase?)null), (taking.State.Track.Status, taking.State.Session.Phase));

        taking.Say("race_control", Control("14:55:00", "TRACK CLEAR", "CLEAR", "Track"))
            .Say("laps", Lap(44, 1, "2026-05-03T15:00:00+00:00", null));
        Assert.Equal((TrackStatus.Green, SessionPhase.Running), (taking.State.Track.Status, taking.State.Session.Phase));

        taking.Say("race_control", Control("15:20:00", "RED FLAG", "RED", "Track"));
        Assert.Equal((TrackStatus.Red, SessionPhase.Suspended), (taking.State.Track.Status, taking.State.Session.Phase));

        taking.Say("race_control", Control("15:40:00", "GREEN LIGHT - PIT EXIT OPEN", "GREEN", "Track"));
        Assert.Equal((TrackStatus.Green, SessionPhase.Running), (taking.State.Track.Status, taking.State.Session.Phase));
    }

    [Theory]
    [InlineData("VSC DEPLOYED", TrackStatus.VirtualSafetyCar)]
    [InlineData("VIRTUAL SAFETY CAR DEPLOYED", TrackStatus.VirtualSafetyCar)]
    [InlineData("SAFETY CAR DEPLOYED", TrackStatus.SafetyCar)]
    public void Take_SafetyCar_IsInForceUntilTheTrackIsClear(string text, TrackStatus status)
    {
        var taking = Taking.Of("Race", "Race")
            .Say("race_control", Control("15:10:00", "YELLOW IN TRACK SECTOR 3", "YELLOW", "Sector", sector: 3))
            .Say("race_control", Control("15:10:10", text, null, null, category: "SafetyCar"))
            .Say("race_control", Control("15:14:00", "SAFETY CAR IN THIS LAP", null, null, category: "SafetyCar"));
        Assert.Equal(status, taking.State.Track.Status);

        taking.Say("race_control", Control("15:16:00", "TRACK CLEAR", "CLEAR", "Track"));
        Assert.Equal(TrackStatus.Green, taking.State.Track.Status);
    }

    [Fact]
    public void Take_YellowInTwoSectors_LastsUntilBothAreClear()
    {
        var taking = Taking.Of("Race", "Race")
            .Say("race_control", Control("15:10:00", "YELLOW IN TRACK SECTOR 3", "YELLOW", "Sector", sector: 3))
            .Say("race_control", Control("15:10:01", "DOUBLE YELLOW IN TRACK SECTOR 4", "DOUBLE YELLOW", "Sector", sector: 4))
            .Say("race_control", Control("15:10:30", "CLEAR IN TRACK SECTOR 3", "CLEAR", "Sector", sector: 3));
        Assert.Equal(TrackStatus.Yellow, taking.State.Track.Status);

        taking.Say("race_control", Control("15:10:40", "CLEAR IN TRACK SECTOR 4", "CLEAR", "Sector", sector: 4));
        Assert.Equal(TrackStatus.Green, taking.State.Track.Status);
    }

    [Fact]
    public void Take_NewVersion_CountsOnlyWhereItsIdIsHigher()
    {
        var taking = Taking.Of("Race", "Race")
            .Say("laps", Versioned(Lap(44, 1, "2026-05-03T15:00:00+00:00", 95), "a", 20))
            .Say("laps", Versioned(Lap(44, 1, "2026-05-03T15:00:00+00:00", null), "a", 10))
            .Say("laps", Versioned(Lap(44, 1, "2026-05-03T15:00:00+00:00", 99), "a", 20))
            .Say("laps", Versioned(Lap(44, 1, "2026-05-03T15:00:00+00:00", 94.5), "a", 21));

        Assert.Equal(94.5, Assert.Single(taking.State.FindCar("44")!.Laps).LapTime!.Value.TotalSeconds);
        Assert.Equal(2, taking.Counters.Repeats);
    }

    [Fact]
    public void Take_SnapshotOfTheSession_TellsAllThatIsKnown()
    {
        var session = new MadeSession(6);
        var taking = Taking.Of(session);
        foreach (var document in session.Stream)
        {
            taking.Say(document);
        }

        var whole = new Taking();
        var frame = taking.Take("sessions", session.Session.ToJsonString(), snapshot: true)!;
        var state = Telemetry.Merge.SessionMerger.Apply(whole.State, frame).State;

        Assert.Equal(
            taking.State.Cars.Select(c => (c.CarId, c.Timing.Position, c.Timing.LapsCompleted, c.Timing.BestLapTime, c.StopCount, c.Identity)),
            state.Cars.Select(c => (c.CarId, c.Timing.Position, c.Timing.LapsCompleted, c.Timing.BestLapTime, c.StopCount, c.Identity)));
        Assert.Equal((taking.State.Session, taking.State.Track), (state.Session, state.Track));
    }

    [Fact]
    public void Take_AnotherSession_IsFollowedWhereItIsAskedForAndRefusedWhereItIsStreamed()
    {
        var taking = Taking.Of("Qualifying", "Qualifying").Say("laps", Lap(44, 1, "2026-05-03T15:00:00+00:00", 90));
        var next = new MadeSession(0, key: 11290).Session.ToJsonString();

        taking.Say("sessions", next);
        taking.Say("position", """{"session_key":11290,"driver_number":16,"date":"2026-05-03T15:10:00+00:00","position":1}""");
        Assert.Equal(("11280", 2), (taking.State.Session.SessionId, taking.Counters.Refused[OpenF1Refusal.OtherSession]));

        taking.Say("sessions", next, snapshot: true);
        Assert.Equal(("11290", 0), (taking.State.Session.SessionId, taking.State.Cars.Length));
    }

    [Fact]
    public void Take_SessionThatSaysNothingNew_IsASignOfLifeOnlyWhileNoCarsRun()
    {
        var session = new MadeSession(0);
        var taking = Taking.Of(session);

        taking.Now = MadeSession.Start.AddMinutes(30);
        Assert.Null(taking.Take("sessions", session.Session.ToJsonString()));
        taking.Now = MadeSession.Start.AddMinutes(-30);
        Assert.NotNull(taking.Take("sessions", session.Session.ToJsonString()));
        taking.Now = MadeSession.Start.AddHours(4);
        Assert.NotNull(taking.Take("sessions", session.Session.ToJsonString()));
    }

    [Theory]
    [InlineData("laps", "{", OpenF1Refusal.NotJson)]
    [InlineData("laps", "[1]", OpenF1Refusal.WrongType)]
    [InlineData("lapses", "{}", OpenF1Refusal.UnknownCollection)]
    [InlineData("laps", "{}", OpenF1Refusal.MissingField)]
    [InlineData("laps", """{"session_key":11280,"driver_number":44}""", OpenF1Refusal.MissingField)]
    [InlineData("laps", """{"session_key":11280,"driver_number":44,"lap_number":0}""", OpenF1Refusal.BadValue)]
    [InlineData("laps", """{"session_key":11280,"driver_number":44,"lap_number":1,"lap_duration":-3}""", OpenF1Refusal.BadValue)]
    [InlineData("laps", """{"session_key":11280,"driver_number":44,"lap_number":1,"lap_duration":true}""", OpenF1Refusal.WrongType)]
    [InlineData("laps", """{"session_key":11280,"driver_number":44,"lap_number":1,"date_start":"9999-01-01T00:00:00Z"}""", OpenF1Refusal.BadValue)]
    [InlineData("position", """{"session_key":11280,"driver_number":44,"position":1}""", OpenF1Refusal.MissingField)]
    [InlineData("position", """{"session_key":11280,"driver_number":44,"date":"noon","position":1}""", OpenF1Refusal.BadValue)]
    [InlineData("position", """{"session_key":11280,"driver_number":44,"date":"2026-05-03T15:00:00Z","position":0}""", OpenF1Refusal.BadValue)]
    [InlineData("intervals", """{"session_key":11280,"driver_number":44,"date":"2026-05-03T15:00:00Z","gap_to_leader":"soon"}""", OpenF1Refusal.BadValue)]
    [InlineData("stints", """{"session_key":11280,"driver_number":44,"stint_number":65}""", OpenF1Refusal.BadValue)]
    [InlineData("pit", """{"session_key":11280,"driver_number":44,"date":"2026-05-03T15:00:00Z"}""", OpenF1Refusal.MissingField)]
    [InlineData("race_control", """{"session_key":11280,"date":"2026-05-03T15:00:00Z"}""", OpenF1Refusal.MissingField)]
    [InlineData("weather", """{"session_key":11280,"date":"2026-05-03T15:00:00Z","air_temperature":900}""", OpenF1Refusal.BadValue)]
    [InlineData("sessions", """{"session_type":"Race"}""", OpenF1Refusal.MissingField)]
    [InlineData("sessions", """{"session_key":11280,"session_type":"Parade"}""", OpenF1Refusal.UnknownValue)]
    [InlineData("laps", """{"session_key":1,"driver_number":44,"lap_number":1}""", OpenF1Refusal.OtherSession)]
    public void Take_BadDocument_IsCountedByReasonAndStopsNothing(string collection, string json, string reason)
    {
        var taking = Taking.Of("Race", "Race");

        taking.Say(collection, json);
        taking.Say("position", $$"""{{{Key}},"driver_number":16,"date":"2026-05-03T15:10:00+00:00","position":1}""");

        Assert.Equal(1, taking.Counters.Refused.GetValueOrDefault(reason));
        Assert.Equal(1, taking.State.FindCar("16")!.Timing.Position);
    }

    [Fact]
    public void Take_MoreCarsThanASessionHolds_KeepsToTheMost()
    {
        var taking = Taking.Of("Race", "Race");
        for (var car = 1; car <= 120; car++)
        {
            taking.Say("position", $$"""{{{Key}},"driver_number":{{car}},"date":"2026-05-03T15:10:00+00:00","position":1}""");
        }

        Assert.Equal(20, taking.Counters.Refused[OpenF1Refusal.TooMany]);
    }

    private static string Lap(int car, int lap, string start, double? seconds, bool pitOut = false) => FormattableString.Invariant(
        $$"""{{{Key}},"driver_number":{{car}},"lap_number":{{lap}},"date_start":"{{start}}","lap_duration":{{(seconds is { } s ? FormattableString.Invariant($"{s}") : "null")}},"is_pit_out_lap":{{(pitOut ? "true" : "false")}}}""");

    private static string Control(string time, string text, string? flag, string? scope, int? sector = null, int? part = null, string category = "Flag") =>
        $$"""{{{Key}},"date":"2026-05-03T{{time}}+00:00","category":"{{category}}","message":"{{text}}","flag":{{Quoted(flag)}},"scope":{{Quoted(scope)}},"sector":{{sector?.ToString() ?? "null"}},"qualifying_phase":{{part?.ToString() ?? "null"}},"driver_number":null,"lap_number":null}""";

    private static string Versioned(string json, string key, long id) => $$"""{{json[..^1]}},"_key":"{{key}}","_id":{{id}}}""";

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";
}
