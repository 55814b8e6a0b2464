using DualTwin.F1Game.Packets;
using DualTwin.RaceModel.Sampling;
using DualTwin.Session;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Simulator;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.Game;

/// <summary>Flashbacks from the game's packets to state, twins and documents.</summary>
public sealed class GameFlashbackTests
{
    private static readonly ViewDocument[] Documents = [ViewDocument.Telemetry, ViewDocument.CarTwin, ViewDocument.FieldTwin];

    private static readonly SimulatorOptions Race =
        new() { Circuit = "Spielberg", Cars = 10, Laps = 6, Seed = 3, Races = 1, WeatherChanges = false };

    // Whole numbers of the game's slow cycles, so that both tellings send what comes rarely with the same frames.
    [Theory]
    [InlineData(2021, 80)]
    [InlineData(2023, 80)]
    [InlineData(2026, 80)]
    [InlineData(2025, 20)]
    public async Task Apply_LapsTakenBackAndDrivenOtherwise_IsAsIfTheLostLapsHadNeverBeen(int format, int seconds)
    {
        var game = new GameEmulatorOptions { Format = (ushort)format, RateHz = 10, PlayerCarId = "7" };
        var (back, turns) = await PlayAsync(Race, game, new GameFlashback(4, TimeSpan.FromSeconds(seconds)));
        var (plain, _) = await PlayAsync(Race with { Turns = turns }, game);
        var (lost, _) = await PlayAsync(Race, game);

        AssertSame(plain, back);
        Assert.Single(back.State.Events, e => e.Type == EventTypes.Flashback);
        Assert.NotEqual(Laps(lost), Laps(back));
        Assert.Equal(Laps(lost).Where(l => l.Lap <= turns[0].AfterLap), Laps(back).Where(l => l.Lap <= turns[0].AfterLap));
    }

    private static List<(string Car, int Lap, TimeSpan? Time)> Laps(View view) =>
        [.. view.State.Cars.SelectMany(c => c.Laps.Select(l => (c.CarId, l.Lap, l.LapTime))).Order()];

    private static async Task<(View View, System.Collections.Immutable.ImmutableArray<RaceTurn> Turns)> PlayAsync(
        SimulatorOptions race, GameEmulatorOptions game, params GameFlashback[] flashbacks)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var heard = new Assembling { Then = frame => pipeline.Apply(frame) };
        var played = new GameRace(race, game, flashbacks, TimeProvider.System, datagram =>
        {
            PacketHeader.TryRead(datagram.Span, out var header, out _);
            heard.Take(datagram.Span, header.SessionTimeSeconds);
        });
        await foreach (var _ in played.PlayAsync(TestContext.Current.CancellationToken))
        {
            Assert.True(heard.Counters.RefusedInRow < 100);
        }

        played.End();
        Assert.Empty(heard.Counters.Refused);
        return (pipeline.Current, played.Turns);
    }

    private static void AssertSame(View expected, View actual)
    {
        Assert.Equal(Lines(expected, c => c.Laps), Lines(actual, c => c.Laps));
        Assert.Equal(Lines(expected, c => c.Stints), Lines(actual, c => c.Stints));
        Assert.Equal(Lines(expected, c => c.PitVisits), Lines(actual, c => c.PitVisits));
        Assert.Equal(Told(expected), Told(actual));
        foreach (var document in Documents)
        {
            Assert.Equal(Text(expected, document), Text(actual, document));
        }
    }

    private static List<string> Lines<T>(View view, Func<CarState, IEnumerable<T>> records) =>
        [.. view.State.Cars.SelectMany(c => records(c).Select(r => $"{c.CarId} {r}"))];

    private static IEnumerable<string> Told(View view) => view.State.Events.Where(e => e.Type != EventTypes.Flashback).Select(e => $"{e.Lap} {e.Type} {e.Text}");

    private static string Text(View view, ViewDocument document) => System.Text.Encoding.UTF8.GetString(view.Document(document, SchemaVersion.Version110)!.Value.Span);
}
