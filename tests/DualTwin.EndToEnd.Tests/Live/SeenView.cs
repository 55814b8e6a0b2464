using System.Text.Json.Nodes;

namespace DualTwin.EndToEnd.Tests.Live;

/// <summary>What a view of the stream shows.</summary>
/// <param name="Lap">The leader's lap.</param>
/// <param name="Mode"><c>live</c>, or <c>simulator</c> while it stands in.</param>
/// <param name="ReceivedAt">When the newest frame in it arrived, by the server's clock.</param>
/// <param name="Telemetry">All of it.</param>
internal sealed record SeenView(int Lap, string? Mode, DateTimeOffset ReceivedAt, JsonObject Telemetry)
{
    public bool IsLive => Mode == "live";

    public bool IsStandIn => Mode == "simulator";

    /// <summary>The view that <paramref name="data"/> holds; null where nothing is known yet.</summary>
    public static SeenView? Read(JsonNode data) => data["telemetry"] is JsonObject telemetry && telemetry["received_at"] is { } received
        ? new SeenView((int)telemetry["lap"]!, (string?)telemetry["data_source"]!["mode"], (DateTimeOffset)received, telemetry)
        : null;
}
