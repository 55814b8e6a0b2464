using System.IO.Compression;
using DualTwin.PitWall.Tests.Support;
using DualTwin.Server;

namespace DualTwin.PitWall.Tests;

/// <summary>The page as a whole: how much it weighs and whom it talks to.</summary>
public sealed class PageTests(Browser browser)
{
    private const int MostBytes = 150_000;

    [Fact]
    public void Files_OfThePage_WeighLittle()
    {
        Assert.SkipUnless(Site.HasPage, "this build has no pit wall page: it was made without Node");
        var assembly = typeof(DualTwinServer).Assembly;
        var weight = assembly.GetManifestResourceNames().Where(n => n.StartsWith("pitwall/", StringComparison.Ordinal)).Sum(name =>
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            using (var file = assembly.GetManifestResourceStream(name)!)
            {
                file.CopyTo(gzip);
            }

            return packed.ToArray().Length;
        });

        Assert.InRange(weight, 10_000, MostBytes);
    }

    [Fact]
    public async Task Requests_OfThePage_StayOnTheMachine()
    {
        await using var site = await Site.SimulatorAsync();
        var asked = new List<string>();
        await using var wall = await WallPage.OpenAsync(browser, site, before: page =>
        {
            page.Request += (_, request) => asked.Add(request.Url);
            return Task.CompletedTask;
        });
        await wall.SeeAsync(wall.Badge, "SIMULATED");
        await wall.TurnToAsync(5);

        Assert.NotEmpty(asked);
        Assert.All(asked, url => Assert.StartsWith(site.Address.ToString(), url, StringComparison.Ordinal));
    }
}
