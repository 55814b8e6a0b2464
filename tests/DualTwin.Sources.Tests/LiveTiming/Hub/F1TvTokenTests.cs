using System.Text;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>What a user without an F1TV token, with one that is no good, and with a good one is told.</summary>
public sealed class F1TvTokenTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("dualtwin-token-").FullName, "token");

    private static readonly string Telemetry = Packed.Of("{}");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public async Task Read_NoToken_SaysWhatIsMissing()
    {
        await using var run = await HubRun.StartAsync(Free);

        Assert.Equal(
            ["No F1TV token is set. The feed sends no CarData.z, Position.z, PitStopSeries: speed, throttle, brake and gear, places on the map, "
             + "stationary times of pit stops stay unknown; the rest is whole."],
            run.Source.Notices);
        Assert.Equal([null], run.Server.Tokens);
    }

    [Fact]
    public async Task Read_GoodToken_IsSentAndSaysUntilWhen()
    {
        var token = await GivenAsync(HubRun.Start.AddDays(3));
        await using var run = await HubRun.StartAsync(Whole, o => o with { TokenFile = _file });

        Assert.Equal(["An F1TV token is used; it is good until 2025-05-06 15:00 UTC. All topics are there."], run.Source.Notices);
        Assert.Equal([token], run.Server.Tokens);
    }

    [Fact]
    public async Task Read_ExpiredToken_IsNotSentAndSaysSo()
    {
        await GivenAsync(HubRun.Start.AddMinutes(-1));
        await using var run = await HubRun.StartAsync(Free, o => o with { TokenFile = _file });

        Assert.StartsWith(
            "The F1TV token expired at 2025-05-03 14:59 UTC and is not used; put a new one in its place. The feed sends no CarData.z",
            Assert.Single(run.Source.Notices),
            StringComparison.Ordinal);
        Assert.Equal([null], run.Server.Tokens);
    }

    [Fact]
    public async Task Read_TokenAboutToExpire_IsToldBeforeAndWhenItHappens()
    {
        await GivenAsync(HubRun.Start.AddSeconds(90));
        await using var run = await HubRun.StartAsync(Whole, o => o with { TokenFile = _file });
        Assert.StartsWith("The F1TV token expires at 2025-05-03 15:01 UTC, in 2 min; put a new one", run.Source.Notices[0], StringComparison.Ordinal);

        await run.PassKeepingAliveAsync(100, () => run.Source.Notices[0].StartsWith("The F1TV token expired", StringComparison.Ordinal));

        Assert.Contains("the next connection does without it", run.Source.Notices[0], StringComparison.Ordinal);
        Assert.Contains(run.Log.All, l => l.Contains("The F1TV token expired", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(HubServer.Door.Negotiation), "127.0.0.1 answered 401")]
    [InlineData(nameof(HubServer.Door.Upgrade), "127.0.0.1 answered 401")]
    [InlineData(nameof(HubServer.Door.Subscription), "127.0.0.1 said: ")]
    public async Task Read_TokenThatTheServerRefuses_GoesOnWithWhatIsFree(string door, string said)
    {
        var token = await GivenAsync(HubRun.Start.AddDays(3));
        await using var run = await HubRun.StartAsync(
            server =>
            {
                Free(server);
                (server.Guarded, server.LetsIn) = (Enum.Parse<HubServer.Door>(door), sent => sent is null);
            },
            o => o with { TokenFile = _file });

        Assert.StartsWith($"The server refused the F1TV token ({said}", run.Source.Notices[0], StringComparison.Ordinal);
        Assert.Contains("The feed sends no CarData.z", run.Source.Notices[0], StringComparison.Ordinal);
        Assert.Equal([token, null], run.Server.Tokens);
    }

    [Fact]
    public async Task Read_TokenGoodForSomeHours_IsLoggedByTheHourAndNotByTheMinute()
    {
        await GivenAsync(HubRun.Start.AddHours(3.5));
        await using var run = await HubRun.StartAsync(Whole, o => o with { TokenFile = _file });

        await run.PassKeepingAliveAsync(1200, () => run.Time.GetUtcNow() > HubRun.Start.AddMinutes(20));

        Assert.Contains("in 3 h;", Assert.Single(run.Log.All, l => l.Contains("The F1TV token expires", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "holds no token")]
    [InlineData("two words", "holds something else than a token")]
    [InlineData("plain", "is no JSON Web Token")]
    public async Task Read_FileWithoutAToken_GoesOnAndSaysWhatIsWrong(string content, string wrong)
    {
        await File.WriteAllTextAsync(_file, content, TestContext.Current.CancellationToken);
        await using var run = await HubRun.StartAsync(Free, o => o with { TokenFile = _file });

        Assert.Contains(wrong, run.Source.Notices[0], StringComparison.Ordinal);
        Assert.Contains("The feed sends no CarData.z", run.Source.Notices[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_GoodToken_StandsInNoLog()
    {
        var token = await GivenAsync(HubRun.Start.AddHours(3));
        await using var run = await HubRun.StartAsync(Whole, o => o with { TokenFile = _file });

        Assert.DoesNotContain(run.Log.All, l => l.Contains(token, StringComparison.Ordinal));
    }

    private static void Free(HubServer server) => server.WithSnapshot("Heartbeat", """{"Utc":"2025-05-03T15:00:00Z"}""");

    private static void Whole(HubServer server)
    {
        Free(server);
        server.WithSnapshot("CarData.z", Telemetry).WithSnapshot("Position.z", Telemetry).WithSnapshot("PitStopSeries", """{"PitTimes":{}}""");
    }

    private async Task<string> GivenAsync(DateTimeOffset expires)
    {
        var claims = Encoding.UTF8.GetBytes($$"""{"SubscriptionStatus":"active","exp":{{expires.ToUnixTimeSeconds()}}}""");
        var token = $"eyJhbGciOiJSUzI1NiJ9.{System.Buffers.Text.Base64Url.EncodeToString(claims)}.c2lnbmF0dXJl";
        await File.WriteAllTextAsync(_file, token + "\n", TestContext.Current.CancellationToken);
        return token;
    }
}
