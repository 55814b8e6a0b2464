namespace DualTwin.Server.OpenApi;

/// <summary>What the API's description says of a query parameter.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, with unit and default.</param>
/// <param name="Schema">Its JSON Schema.</param>
internal sealed record QueryDescription(string Name, string Description, string Schema)
{
    public static readonly QueryDescription CarId =
        new("car_id", "Id of a car, such as 44.", """{"type":"string","minLength":1,"maxLength":32}""");

    public static readonly IReadOnlyList<QueryDescription> History =
    [
        CarId with { Description = "Only rows of this car." },
        new("from_lap", "Only rows of this lap or later.", """{"type":"integer","minimum":0,"maximum":1000000}"""),
        new("limit", "Most rows of a page.", """{"type":"integer","minimum":1,"maximum":1000,"default":200}"""),
        new("offset", "Rows left out before the page; metadata.next_offset is that of the next one.",
            """{"type":"integer","minimum":0,"maximum":1000000,"default":0}"""),
    ];

    public static readonly IReadOnlyList<QueryDescription> Stream =
    [
        new("hz", "Most views per second.", """{"type":"number","exclusiveMinimum":0,"maximum":60,"default":4}"""),
        new("fields", "Documents that views hold, parted by commas: telemetry, car_twin, field_twin, environment; default all.",
            """{"type":"string"}"""),
        new("last_event_id", "Id of the last message seen; as the header Last-Event-ID.", """{"type":"integer","minimum":0}"""),
    ];
}
