using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DualTwin.Sources.Tests.Archive.Download;

/// <summary>An archive on a free port of this machine, which breaks off and refuses when a test says so.</summary>
internal sealed class ArchiveDouble : IAsyncDisposable
{
    public const string Race = "2018/2018-04-29_Testing_Grand_Prix/2018-04-29_Race";

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<(string Path, string? Range)> _asked = new();

    private ArchiveDouble(WebApplication application)
    {
        _application = application;
        application.Run(AnswerAsync);
    }

    public Uri Base => new($"{_application.Urls.Single()}/static/");

    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>After how many bytes of an answer's body it breaks off; null for the end.</summary>
    public Func<string, int?> BreaksAfter { get; set; } = _ => null;

    /// <summary>The status that a path is answered with instead; null for the file.</summary>
    public Func<string, int?> Instead { get; set; } = _ => null;

    /// <summary>Whether it says which version of a file it has.</summary>
    public bool NamesVersions { get; set; } = true;

    /// <summary>What was asked for, oldest first.</summary>
    public IReadOnlyList<(string Path, string? Range)> Asked => [.. _asked];

    public static async Task<ArchiveDouble> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var server = new ArchiveDouble(builder.Build());
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Puts a small race into the archive, with a topic of <paramref name="bytes"/> bytes or more.</summary>
    public ArchiveDouble WithRace(int bytes = 300_000)
    {
        Files["2018/Index.json"] = Encoding.UTF8.GetBytes("\uFEFF" + """
            {"Year":2018,"Meetings":[
             {"Key":982,"Name":"Testing Grand Prix","Location":"Testville","Country":{"Name":"São Teste"},"Circuit":{"ShortName":"Ring"},"Sessions":[
              {"Key":1,"Type":"Practice","Number":1,"Name":"Practice 1","StartDate":"2018-04-27T13:00:00"},
              {"Key":2,"Type":"Race","Name":"Race","StartDate":"2018-04-29T16:10:00","Path":"2018/2018-04-29_Testing_Grand_Prix/2018-04-29_Race/"}]},
             {"Key":983,"Name":"Other Grand Prix","Location":"Elsewhere","Sessions":[{"Name":"Race","Path":"../../etc/passwd"}]}]}
            """);
        Put("SessionInfo", """{"Meeting":{"Name":"Testing Grand Prix"},"Type":"Race","Name":"Race","StartDate":"2018-04-29T16:10:00","GmtOffset":"04:00:00","Path":"x"}""");
        Put("DriverList", """{"44":{"RacingNumber":"44","Tla":"HAM","Line":1}}""");
        var timing = new StringBuilder("00:00:01.000{\"Lines\":{\"44\":{\"Line\":1,\"Position\":\"1\",\"NumberOfLaps\":0}}}\r\n");
        for (var i = 0; timing.Length < bytes; i++)
        {
            timing.Append(CultureInfo.InvariantCulture, $"{TimeSpan.FromSeconds(2 + i):hh\\:mm\\:ss\\.fff}{{\"Lines\":{{\"44\":{{\"NumberOfLaps\":{i}}}}}}}\r\n");
        }

        Files[$"{Race}/TimingData.jsonStream"] = Encoding.UTF8.GetBytes(timing.ToString());
        return this;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Put(string topic, string json) => Files[$"{Race}/{topic}.jsonStream"] = Encoding.UTF8.GetBytes($"\uFEFF00:00:00.000{json}\r\n");

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!["/static/".Length..];
        var range = context.Request.Headers.Range.ToString();
        _asked.Enqueue((path, range.Length > 0 ? range : null));
        if (Instead(path) is { } status || !Files.TryGetValue(path, out var file))
        {
            context.Response.StatusCode = Instead(path) ?? StatusCodes.Status404NotFound;
            return;
        }

        var version = $"\"{Convert.ToHexString(SHA256.HashData(file))[..16]}\"";
        var from = range.Length > 0 && context.Request.Headers.IfRange == version ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        if (from > 0)
        {
            context.Response.StatusCode = from < file.Length ? StatusCodes.Status206PartialContent : StatusCodes.Status416RangeNotSatisfiable;
            context.Response.Headers.ContentRange = $"bytes {from}-{file.Length - 1}/{file.Length}";
        }

        if (context.Response.StatusCode == StatusCodes.Status416RangeNotSatisfiable)
        {
            return;
        }

        context.Response.Headers.ETag = NamesVersions ? version : default;
        context.Response.ContentLength = file.Length - from;
        var breaksAfter = BreaksAfter(path);
        await context.Response.Body.WriteAsync(file.AsMemory(from, Math.Min(breaksAfter ?? int.MaxValue, file.Length - from)));
        if (breaksAfter < file.Length - from)
        {
            // What was written is on its way before the line breaks.
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }
}
