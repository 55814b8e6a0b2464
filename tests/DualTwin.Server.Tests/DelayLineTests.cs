using DualTwin.Server.Sessions;
using DualTwin.Session;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Server.Tests;

public sealed class DelayLineTests
{
    [Fact]
    public void Due_OfMoreViewsThanCanBeHeld_IsStillAsOldAsAskedFor()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var line = new DelayLine(time) { Delay = DelayLine.Most };
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        var shown = new List<(long Version, TimeSpan At)>();
        var step = TimeSpan.FromMilliseconds(2);

        for (var i = 0; i < 100_000; i++)
        {
            line.Add(pipeline.Note("made_up", "Something.", time.GetUtcNow()));
            if (line.Due() is { } due)
            {
                shown.Add((due.Version, step * i));
            }

            time.Advance(step);
        }

        Assert.NotEmpty(shown);
        Assert.Equal(shown.Select(s => s.Version).Order(), shown.Select(s => s.Version));
        // Of five hundred views a second for two minutes every fourth is held: what is shown is no older than those of a moment more.
        Assert.All(shown, s => Assert.InRange((s.At - (step * (s.Version - 1))).TotalSeconds, 120, 120.5));
    }
}
