using DualTwin.Sources.Json;
using Microsoft.Extensions.Time.Testing;

namespace DualTwin.Sources.Tests.Json;

public sealed class RefusalLogTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines<RefusalLogTests> _lines = new();

    [Fact]
    public void Refused_AFloodForOneReason_LeavesRoomForTheOthers()
    {
        var log = new RefusalLog("udp test", _time, _lines);
        for (var i = 0; i < 1000; i++)
        {
            log.Refused("too_many_cars", i);
        }

        log.Refused("not_json", "the one that matters");

        Assert.Equal(RefusalLog.MostPerMinute, _lines.All.Count(line => line.Contains("too_many_cars", StringComparison.Ordinal)));
        Assert.Contains(_lines.All, line => line.Contains("the one that matters", StringComparison.Ordinal));
        Assert.Contains(_lines.All, line => line.Contains("refused 990 more", StringComparison.Ordinal));
    }

    [Fact]
    public void Refused_AMinuteLater_IsLoggedAgain()
    {
        var log = new RefusalLog("udp test", _time, _lines);
        for (var i = 0; i < 20; i++)
        {
            log.Refused("not_json", "early");
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        log.Refused("not_json", "late");

        Assert.Contains(_lines.All, line => line.Contains("late", StringComparison.Ordinal));
    }
}
