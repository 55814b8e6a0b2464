using System.Text.Json;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>What a request brought.</summary>
/// <param name="Documents">A list of documents; null where there is none.</param>
/// <param name="WaitFor">How long to wait before anything is asked again; null: as usual.</param>
/// <param name="Denied">Whether nobody was let in.</param>
internal sealed record OpenF1Answer(JsonDocument? Documents, TimeSpan? WaitFor, bool Denied) : IDisposable
{
    public static readonly OpenF1Answer None = new(null, null, false);

    /// <summary>The documents.</summary>
    public IEnumerable<JsonElement> All => Documents is null ? [] : Documents.RootElement.EnumerateArray();

    public void Dispose() => Documents?.Dispose();
}
