using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests.Live;

/// <summary><c>dualtwin run</c> on a live source, and what its API says of its sources.</summary>
internal sealed class LiveRun : IAsyncDisposable
{
    private static readonly HttpClient Client = new();

    private readonly DualTwinProcess _process;

    private LiveRun(DualTwinProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts it in <paramref name="folder"/> with the section <c>telemetry</c> of its configuration file.</summary>
    public static async Task<LiveRun> StartAsync(WorkFolder folder, string telemetry)
    {
        folder.Write("live.json", $$"""{ "telemetry": {{telemetry}} }""");
        var process = DualTwinProcess.Start(folder.Path, "run", "--config", "live.json", "--port", "0");
        return new LiveRun(process, await process.AddressAsync());
    }

    /// <summary>What <c>GET /source</c> says.</summary>
    public async Task<JsonObject> SourceAsync()
    {
        var body = await Client.GetFromJsonAsync<JsonObject>(new Uri(Address, "api/v1/source"), TestContext.Current.CancellationToken);
        return body!["source"]!.AsObject();
    }

    /// <summary>What <c>GET /health</c> says.</summary>
    public async Task<JsonObject> HealthAsync() =>
        (await Client.GetFromJsonAsync<JsonObject>(new Uri(Address, "api/v1/health"), TestContext.Current.CancellationToken))!;

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
