using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Sources.Tests.Replay;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>
/// A whole Grand Prix over a feed that is cut, stalls, repeats itself, mixes up its messages and is late, on a clock that goes with it: two
/// hours pass, so that connections are renewed as well.
/// </summary>
public sealed class ChaosTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20260705)]
    [InlineData(77)]
    public async Task Read_DisturbedAllRaceLong_EndsWhereTheUndisturbedOneEnds(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var folder = RealArchives.PathOf(RealArchives.Azerbaijan);
        var messages = ArchiveMessages.Of(folder);
        await using var run = await ChaosRun.StartAsync(messages[0].SentAt);
        var chance = new Random(seed);
        var late = new List<int>();
        for (var i = 0; i < messages.Count; i++)
        {
            await run.PassToAsync(messages[i].SentAt);
            run.Server.Remember(messages[i].Topic, messages[i].Data, messages[i].SentAt);
            await SayAsync(run, messages, i, late, chance);
            if (chance.NextDouble() < 0.0008)
            {
                // What is said until the next connection is lost; its snapshot says where all stands then.
                await run.CutAsync();
                i = Lose(run, messages, i, chance.Next(0, 150));
                await run.ReconnectAsync();
            }
            else if (chance.NextDouble() < 0.0004)
            {
                // The connection lives and brings nothing: it is given up for its heart that does not beat.
                i = Lose(run, messages, i, chance.Next(100, 400));
                await run.StallAsync();
                await run.ReconnectAsync();
            }
        }

        // The last snapshot tells what was lost on the way.
        await run.CutAsync();
        await run.ReconnectAsync();
        await run.BeatAsync(messages[^1].SentAt.AddHours(1));

        var said = $"seed {seed}: {run.Cuts} cuts, {run.Stalls} stalls, {run.Server.Subscribed} subscriptions";
        AssertSame(said, Played.Through(Recordings.Open(folder)), run.State);
        AssertStory(said, run);
    }

    private static async Task SayAsync(ChaosRun run, IReadOnlyList<FeedMessage> messages, int i, List<int> late, Random chance)
    {
        if (chance.NextDouble() < 0.02 && messages[i].Topic != FeedTopics.SessionInfo)
        {
            late.Add(i);
        }
        else
        {
            await run.SayAsync(messages[i]);
        }

        if (chance.NextDouble() < 0.02)
        {
            await run.SayAsync(messages[i]);
        }

        if (late.Count >= 4)
        {
            foreach (var delayed in late.OrderBy(_ => chance.Next()).ToList())
            {
                await run.SayAsync(messages[delayed]);
            }

            late.Clear();
        }
    }

    // Time passes after the loss, when the feed is there again; without timing for longer than this it would rightly be given up anew.
    private static readonly TimeSpan LongestLoss = TimeSpan.FromSeconds(40);

    private static int Lose(ChaosRun run, IReadOnlyList<FeedMessage> messages, int i, int count)
    {
        var last = Math.Min(i + count, messages.Count - 1);
        while (last > i && messages[last].SentAt - messages[i].SentAt > LongestLoss)
        {
            last--;
        }

        for (var lost = i + 1; lost <= last; lost++)
        {
            run.Server.Remember(messages[lost].Topic, messages[lost].Data, messages[lost].SentAt);
        }

        return last;
    }

    // What happened while nobody was connected has no history; where everything stands at the end is whole, and what history there is is right.
    private static void AssertSame(string said, SessionState expected, SessionState actual)
    {
        Assert.Equal(
            (said, expected.Session.LeaderLap, expected.Session.Phase, expected.Track.Status),
            (said, actual.Session.LeaderLap, actual.Session.Phase, actual.Track.Status));
        Assert.Equal((said, expected.Cars.Length), (said, actual.Cars.Length));
        Assert.Equal((said, expected.Track, expected.FastestLap?.CarId), (said, actual.Track, actual.FastestLap?.CarId));
        foreach (var car in expected.Cars)
        {
            var other = actual.FindCar(car.CarId)!;
            Assert.Equal(
                (said, car.CarId, car.Timing.Position, car.Timing.LapsCompleted, car.Timing.GapToLeader, car.Timing.Interval),
                (said, other.CarId, other.Timing.Position, other.Timing.LapsCompleted, other.Timing.GapToLeader, other.Timing.Interval));
            Assert.Equal((said, car.CarId, car.Timing.BestLapTime, car.Timing.LastLapTime), (said, other.CarId, other.Timing.BestLapTime, other.Timing.LastLapTime));
            Assert.Equal((said, car.CarId, car.Tyres.CompoundName, car.Condition.InPit), (said, other.CarId, other.Tyres.CompoundName, other.Condition.InPit));
            Assert.Equal((said, car.CarId, car.Identity), (said, other.CarId, other.Identity));
            Assert.Equal((said, car.CarId, car.Timing with { LastCrossing = null }), (said, other.CarId, other.Timing with { LastCrossing = null }));
            Assert.Equal((said, car.CarId, Known(car.Condition), car.Tyres), (said, other.CarId, Known(other.Condition), other.Tyres));
            Assert.Equal((said, car.CarId, car.StopCount), (said, other.CarId, other.StopCount));
            var times = car.Laps.ToDictionary(lap => lap.Lap, lap => lap.LapTime);
            Assert.All(other.Laps.Where(lap => lap.LapTime is not null), lap => Assert.Equal((said, car.CarId, lap.Lap, times[lap.Lap]), (said, car.CarId, lap.Lap, lap.LapTime)));
            Assert.True(other.Laps.Count >= 0.8 * car.Laps.Count, $"{said}: car {car.CarId} has {other.Laps.Count} of {car.Laps.Count} laps");
        }
    }

    // The lap of a stop is the one it was heard in.
    private static CarCondition Known(CarCondition condition) => condition with { StoppedOnLap = null };

    private static void AssertStory(string said, ChaosRun run)
    {
        Assert.True(run.Cuts > 5 && run.Stalls > 0, said);
        Assert.Equal((said, run.Cuts, run.Stalls), (said, run.Lost("is over"), run.Stalled));
        var slot = run.Status.Slots.Single();
        Assert.Equal((said, SlotPhase.Delivering), (said, slot.Phase));
        Assert.All(run.Status.Transitions, step => Assert.NotEmpty(step.Cause));
    }
}
