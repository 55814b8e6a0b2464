using System.Diagnostics;
using System.Net.Sockets;
using DualTwin.F1Game.Packets;
using DualTwin.RaceModel.Sampling;
using DualTwin.Sources.Emulator;
using DualTwin.Sources.Tests.Json;
using DualTwin.Sources.Udp;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Game;

/// <summary>Whole races from the emulator's packets back to a session, on good lines and bad ones.</summary>
public sealed class EmulatedRaceTests
{
    [Theory]
    [InlineData(2020)]
    [InlineData(2021)]
    [InlineData(2022)]
    [InlineData(2023)]
    [InlineData(2024)]
    [InlineData(2025)]
    [InlineData(2026)]
    public async Task Take_WholeRace_EndsInTheEmulatorsTruth(int format)
    {
        var (race, heard) = (new EmulatedRace { Game = new GameEmulatorOptions { Format = (ushort)format } }, new Assembling());
        await race.PlayAsync(datagram => heard.Take(datagram.Span), TestContext.Current.CancellationToken);

        AssertSame(race.Truth, heard.State, format);
        Assert.Empty(heard.Counters.Refused);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0.02, 0.05)]
    [InlineData(0.05, 0, 0)]
    public async Task Read_WholeFieldAtSixtyFramesWithTwoFlashbacks_EndsInTheTruthOverRealUdp(double loss, double doubled, double overtaken)
    {
        var race = new EmulatedRace { Race = EmulatedRace.Whole, Flashbacks = { (4, 80), (7, 25) } };
        var line = new BadLine(7, loss, doubled, overtaken);
        var state = SessionState.Empty;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var source = new UdpSource(new UdpSourceOptions { Host = "127.0.0.1", Port = 0 }, TimeProvider.System, new LogLines<UdpSource>());
        var reading = ReadAsync(source, frame => state = SessionMerger.Apply(state, frame).State, stop.Token);
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var sent = 0;
        Until(() => source.EndPoints.Count > 0);
        await sender.ConnectAsync(source.EndPoints[0], stop.Token);
        await race.PlayAsync(datagram => line.Send(datagram, Send), stop.Token);
        line.Flush(Send);
        Until(() => source.Counters.Messages == sent);
        await stop.CancelAsync();
        await reading;

        AssertSame(race.Truth, state, 2025);
        Assert.Equal(loss + overtaken > 0, source.Counters.Refused.ContainsKey("incomplete_frame"));
        Assert.Equal(doubled > 0, source.Counters.Refused.ContainsKey("duplicate_game_packet"));

        void Send(ReadOnlyMemory<byte> datagram)
        {
            // As fast as they are received: what the socket's buffer holds is not lost.
            Until(() => sent - source.Counters.Messages < 40);
            sender.Send(datagram.Span);
            sent++;
        }

        // What does not come fails the test instead of holding it up: a datagram that the system dropped, a source that is read no more.
        void Until(Func<bool> condition)
        {
            var since = Stopwatch.GetTimestamp();
            while (!SpinWait.SpinUntil(condition, 100))
            {
                stop.Token.ThrowIfCancellationRequested();
                Assert.False(reading.IsCompleted, $"The source is read no more. {reading.Exception}");
                Assert.True(Stopwatch.GetElapsedTime(since).TotalMinutes < 1, $"{sent} datagrams were sent, {source.Counters.Messages} came.");
            }
        }
    }

    [Fact]
    public async Task Take_TwoFlashbacks_AreAsIfTheLostHadNeverBeen()
    {
        var (race, heard) = (new EmulatedRace { Flashbacks = { (4, 80), (7, 25) } }, new Assembling());
        await race.PlayAsync(datagram => heard.Take(datagram.Span), TestContext.Current.CancellationToken);

        AssertSame(race.Truth, heard.State, 2025);
        Assert.Equal(2, heard.Frames.Count(f => f.RewindToTick is not null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Take_ReorderedAndDoubled_EndsInTheSameTruth(int seed)
    {
        var (race, heard) = (new EmulatedRace { Flashbacks = { (4, 80), (7, 25) } }, new Assembling());
        var line = new BadLine((ulong)seed, loss: 0, doubled: 0.02, overtaken: 0.05);
        await race.PlayAsync(datagram => line.Send(datagram, d => heard.Take(d.Span)), TestContext.Current.CancellationToken);
        line.Flush(d => heard.Take(d.Span));

        AssertSame(race.Truth, heard.State, 2025);
        Assert.True(heard.Counters.Refused["duplicate_game_packet"] > 0);
    }

    [Fact]
    public async Task Take_FivePercentLost_EndsEqualInAllThatTheGameRepeats()
    {
        var (race, heard) = (new EmulatedRace(), new Assembling());
        var line = new BadLine(5, loss: 0.05, doubled: 0, overtaken: 0);
        await race.PlayAsync(datagram => line.Send(datagram, d => heard.Take(d.Span)), TestContext.Current.CancellationToken);
        line.Flush(d => heard.Take(d.Span));

        AssertSame(race.Truth, heard.State, 2025);
        Assert.True(heard.Counters.Refused["incomplete_frame"] > 100);
    }

    [Fact]
    public async Task Take_MoreThanFiftyLaps_TellsPositionsInTwoPackets()
    {
        var (race, heard) = (new EmulatedRace { Race = EmulatedRace.Whole with { Cars = 3, Laps = 53, UpdateHz = 1 } }, new Assembling());
        var parts = new HashSet<(int Start, int Laps)>();
        await race.PlayAsync(
            datagram =>
            {
                heard.Take(datagram.Span);
                if (PacketHeader.TryRead(datagram.Span, out var header, out _) && header.PacketId == PacketId.LapPositions)
                {
                    parts.Add((datagram.Span[header.Size + 1], datagram.Span[header.Size]));
                }
            },
            TestContext.Current.CancellationToken);

        Assert.Contains((0, 50), parts);
        Assert.Contains((50, 3), parts);
        Assert.Equal(race.Truth.Cars.SelectMany(c => c.Laps.Select(l => (c.CarId, l.Lap, l.Position))), heard.State.Cars.SelectMany(c => c.Laps.Select(l => (c.CarId, l.Lap, l.Position))));
        Assert.Empty(heard.Counters.Refused);
    }

    [Fact]
    public async Task Take_RivalsKeepTheirTelemetryPrivate_IsNullAndSaysSo()
    {
        var game = new GameEmulatorOptions { Restricted = true };
        var two = new EmulatedRace().Race with { Laps = 2 };
        var player = await FirstCarAsync(new EmulatedRace { Race = two });
        var (race, heard) = (new EmulatedRace { Race = two, Game = game with { PlayerCarId = player } }, new Assembling());
        await race.PlayAsync(datagram => heard.Take(datagram.Span), TestContext.Current.CancellationToken);

        Assert.Equal(player, heard.State.Session.Game!.PlayerCarId);
        Assert.All(heard.State.Cars, car => Assert.Equal(car.CarId != player, car.Systems.Restricted));
        Assert.All(heard.State.Cars.Where(c => c.CarId != player), car =>
            Assert.Equal((null, null, null, null), (car.Energy.FuelMassKg, car.Tyres.Wear, car.Systems.Energy, car.Systems.TyreSets)));
        Assert.All(heard.State.Cars, car => Assert.NotNull(car.Tyres.Compound));
        Assert.NotNull(heard.State.FindCar(player)!.Energy.FuelMassKg);
    }

    private static async Task ReadAsync(UdpSource source, Action<Frame> take, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in source.ReadAsync(cancellationToken))
            {
                take(frame);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how reading ends.
        }
    }

    private static async Task<string> FirstCarAsync(EmulatedRace race)
    {
        await race.PlayAsync(_ => { }, TestContext.Current.CancellationToken);
        return race.Truth.Cars[0].CarId;
    }

    private static void AssertSame(SessionState truth, SessionState heard, int format)
    {
        Assert.Equal(SessionPhase.Ended, heard.Session.Phase);
        Assert.Equal(truth.Cars.Select(c => c.CarId).Order(), heard.Cars.Select(c => c.CarId).Order());
        foreach (var told in heard.Cars)
        {
            AssertSame(truth.FindCar(told.CarId)!, told, format);
        }
    }

    private static void AssertSame(CarState truth, CarState heard, int format)
    {
        Assert.Equal((truth.CarId, truth.Timing.Position, truth.Timing.LapsCompleted), (heard.CarId, heard.Timing.Position, heard.Timing.LapsCompleted));
        Assert.Equal((truth.CarId, truth.Status), (heard.CarId, heard.Status));
        Assert.Equal(truth.Laps.Select(l => (truth.CarId, l.Lap, l.LapTime)), heard.Laps.Select(l => (heard.CarId, l.Lap, l.LapTime)));
        Assert.Equal(truth.Laps.Select(l => l.Sectors), heard.Laps.Select(l => l.Sectors), SameSectors);
        Assert.Equal(truth.Timing.BestLapTime, heard.Timing.BestLapTime);
        Assert.Equal((truth.CarId, truth.StopCount), (heard.CarId, heard.StopCount));
        Assert.Equal(truth.Stints.Select(Facts), heard.Stints.Select(Facts));
        Assert.Equal(Stops(truth, format), Stops(heard, format));
        Assert.Equal((truth.CarId, truth.Tyres.Compound, truth.Tyres.Age), (heard.CarId, heard.Tyres.Compound, heard.Tyres.Age));
        Assert.Equal(truth.Energy.FuelMassKg!.Value, heard.Energy.FuelMassKg!.Value, 0.001);
        Assert.Equal(truth.Tyres.Wear!.Value, heard.Tyres.Wear!.Value, format == 2020 ? 0.0051 : 0.0001);
    }

    private static bool SameSectors(LapSectors a, LapSectors b) => Enumerable.Range(0, 3).All(i => (a[i] - b[i])?.Duration() <= TimeSpan.FromMilliseconds(1) || a[i] == b[i]);

    private static (int, Compound?, int?, int?, int?) Facts(StintRecord stint) => (stint.Stint, stint.Compound, stint.StartLap, stint.EndLap, stint.AgeAtStart);

    // The format of 2020 has no timers of the pit lane.
    private static IEnumerable<(int?, Compound?, Compound?, TimeSpan?, TimeSpan?)> Stops(CarState car, int format) => car.PitVisits
        .Where(v => v.TyresChanged == true)
        .Select(v => format == 2020 ? (v.Lap, v.From, v.To, null, null) : (v.Lap, v.From, v.To, v.LaneTime, v.StationaryTime));

    /// <summary>A line that loses, doubles and reorders datagrams, equally for equal seeds.</summary>
    private sealed class BadLine(ulong seed, double loss, double doubled, double overtaken)
    {
        private readonly SeededRandom _random = new(seed);
        private readonly Queue<(int Due, byte[] Datagram)> _held = new();
        private int _sent;

        public void Send(ReadOnlyMemory<byte> datagram, Action<ReadOnlyMemory<byte>> on)
        {
            _sent++;
            Release(on);
            if (_random.Chance(loss))
            {
                return;
            }

            if (_random.Chance(overtaken))
            {
                _held.Enqueue((_sent + 5, datagram.ToArray()));
                return;
            }

            on(datagram);
            if (_random.Chance(doubled))
            {
                on(datagram);
            }
        }

        public void Flush(Action<ReadOnlyMemory<byte>> on)
        {
            _sent += 100;
            Release(on);
        }

        private void Release(Action<ReadOnlyMemory<byte>> on)
        {
            while (_held.TryPeek(out var next) && next.Due <= _sent)
            {
                on(_held.Dequeue().Datagram);
            }
        }
    }
}
