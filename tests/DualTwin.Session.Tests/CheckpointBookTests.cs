using CsCheck;
using DualTwin.Session.Checkpoints;

namespace DualTwin.Session.Tests;

public sealed class CheckpointBookTests
{
    // The longest step, and what may have been left out of it in one close piece.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400) + CheckpointBook<int>.CloseSpacing;

    private static readonly Gen<(int Millis, bool Happened, bool BeginsLap)> Step =
        Gen.Select(Gen.Int[1, 400], Gen.Bool, Gen.Int[0, 40]).Select(s => (s.Item1, s.Item2, s.Item3 == 0));

    [Fact]
    public void GoBackTo_AnyTickOfTheLastTwoMinutes_FindsAStateThatLostNothing() => Gen.Select(Step.Array[1, 600], Gen.Int[0, 600]).Sample((steps, target) =>
    {
        // A session's first state begins a lap, for the pipeline as well.
        steps[0].BeginsLap = true;
        var book = new CheckpointBook<int>();
        var at = Write(book, steps);
        var tick = Math.Min(target, steps.Length - 1);
        if (at[^1] - at[tick] >= CheckpointBook<int>.Window)
        {
            return;
        }

        Assert.True(book.GoBackTo(tick, out var found) || tick == 0 || at[^1] - at[0] > CheckpointBook<int>.Window);
        Assert.InRange(found, 0, tick);
        // Between the state found and the one asked for nothing happened, and they lie close together: in one piece of time, or the
        // one found is the last before that piece.
        Assert.DoesNotContain(steps.Skip(found + 1).Take(tick - found), s => s.Happened || s.BeginsLap);
        var spacing = at[^1] - at[tick] < CheckpointBook<int>.CloseWindow ? CheckpointBook<int>.CloseSpacing : CheckpointBook<int>.WideSpacing;
        Assert.True(at[tick] - at[found] < spacing + Longest || found == tick || at[^1] - at[0] > CheckpointBook<int>.Window);
    });

    [Fact]
    public void GoBackTo_LongAgo_FindsTheLapsBegin()
    {
        var book = new CheckpointBook<int>();
        Write(book, [.. Enumerable.Range(0, 60_000).Select(i => (Millis: 16, Happened: i % 97 == 0, BeginsLap: i % 5000 == 0))]);

        Assert.True(book.GoBackTo(12_345, out var found));
        Assert.Equal(10_000, found);
        Assert.False(book.GoBackTo(-1, out _));
    }

    [Fact]
    public void Count_HoursAtSixtyFramesASecond_StaysBounded()
    {
        var book = new CheckpointBook<int>();
        Write(book, [.. Enumerable.Range(0, 400_000).Select(i => (Millis: 16, Happened: false, BeginsLap: i % 5000 == 0))]);

        // Twenty a second of half a minute, one a second of ninety seconds more, and one for each of eighty laps.
        Assert.InRange(book.Count, 500, 800);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(16, true)]
    public void Count_SomethingHappensWithEveryState_StaysBounded(int millis, bool beginsLap)
    {
        var book = new CheckpointBook<int>();
        Write(book, [.. Enumerable.Range(0, 40_000).Select(_ => (millis, Happened: true, beginsLap))]);

        Assert.InRange(book.Count, 1, CheckpointBook<int>.MostClose + CheckpointBook<int>.MostWide + CheckpointBook<int>.MostLaps);
        Assert.True(book.GoBackTo(39_990, out var found));
        Assert.Equal(39_990, found);
    }

    [Fact]
    public void GoBackTo_Twice_ForgetsWhatWasLost()
    {
        var book = new CheckpointBook<int>();
        Write(book, [.. Enumerable.Range(0, 100).Select(_ => (Millis: 100, Happened: false, BeginsLap: false))]);

        Assert.True(book.GoBackTo(50, out var first));
        Assert.True(book.GoBackTo(80, out var second));
        Assert.Equal((50, 50), (first, second));
        book.Clear();
        Assert.False(book.GoBackTo(80, out _));
    }

    [Fact]
    public void Thinned_WrittenOn_HoldsWhatTheWholeBookHoldsOfWhatCameAfterAndOfWhatWasNamed() => Gen.Select(Step.Array[200, 900], Gen.Int[1, 150], Gen.Int[0, 149]).Sample((steps, cut, named) =>
    {
        var (whole, at) = (new CheckpointBook<int>(), new TimeSpan[steps.Length]);
        for (var i = 0; i < steps.Length; i++)
        {
            at[i] = (i == 0 ? TimeSpan.Zero : at[i - 1]) + TimeSpan.FromMilliseconds(steps[i].Millis);
            whole.Add(i, at[i], steps[i].Happened, steps[i].BeginsLap, i);
        }

        // What the whole book finds, before and after the cut: of before only what was named.
        Assert.True(whole.Copy().GoBackTo(Math.Min(named, cut), out var before) || before == 0);
        var thinned = new CheckpointBook<int>();
        for (var i = 0; i < steps.Length; i++)
        {
            thinned.Add(i, at[i], steps[i].Happened, steps[i].BeginsLap, i);
            thinned = i == cut ? thinned.Thinned([before]) : thinned;
        }

        for (var tick = cut + 1; tick < steps.Length; tick++)
        {
            whole.Copy().GoBackTo(tick, out var expected);
            if (expected > cut || expected == before)
            {
                thinned.Copy().GoBackTo(tick, out var found);
                Assert.Equal((tick, expected), (tick, found));
            }
        }

        Assert.True(thinned.Count <= whole.Count);
    }, iter: 300);

    private static TimeSpan[] Write(CheckpointBook<int> book, (int Millis, bool Happened, bool BeginsLap)[] steps)
    {
        var at = new TimeSpan[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            at[i] = (i == 0 ? TimeSpan.Zero : at[i - 1]) + TimeSpan.FromMilliseconds(steps[i].Millis);
            book.Add(i, at[i], steps[i].Happened, steps[i].BeginsLap, i);
        }

        return at;
    }
}
