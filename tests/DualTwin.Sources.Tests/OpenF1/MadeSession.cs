using System.Globalization;
using System.Text.Json.Nodes;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>A session in OpenF1's shapes, made by code: each car drives, stops once, and the order changes with the times.</summary>
internal sealed class MadeSession
{
    public static readonly DateTimeOffset Start = new(2026, 5, 3, 15, 0, 0, TimeSpan.Zero);

    private static readonly int[] Numbers = [44, 16, 1, 63];
    private static readonly string[] Codes = ["HAM", "LEC", "VER", "RUS"];

    private readonly List<MadeDocument> _versions = [];
    private readonly Dictionary<int, int> _positions = [];
    private readonly string _type;
    private readonly string _name;

    public MadeSession(int laps, string type = "Race", string name = "Race", int key = 11280)
    {
        (Laps, _type, _name, Key) = (laps, type, name, key);
        Begin();
        Drive();
        var id = 1_777_820_000_000;
        Stream = [.. _versions.OrderBy(version => version.At).Select(version => version with { Id = id++ })];
    }

    public int Key { get; }

    public int Laps { get; }

    /// <summary>All versions of all documents, as they are streamed.</summary>
    public IReadOnlyList<MadeDocument> Stream { get; }

    /// <summary>The document of the collection <c>sessions</c>.</summary>
    public JsonObject Session => new()
    {
        ["session_key"] = Key, ["meeting_key"] = 1284, ["session_type"] = _type, ["session_name"] = _name, ["circuit_short_name"] = "Miami",
        ["date_start"] = Text(Start), ["date_end"] = Text(Start.AddHours(2)), ["year"] = 2026, ["location"] = "Miami Gardens",
    };

    /// <summary>What the REST API answers for <paramref name="collection"/> when the stream is at <paramref name="until"/>.</summary>
    public IEnumerable<JsonObject> Answer(string collection, DateTimeOffset? until = null) => collection switch
    {
        "sessions" => [Session],
        "meetings" => [new JsonObject { ["meeting_key"] = 1284, ["meeting_name"] = "Miami Grand Prix", ["year"] = 2026 }],
        _ => Stream.Where(version => version.Collection == collection && (until is null || version.At <= until))
            .GroupBy(version => version.Key)
            .Select(versions => versions.Last().Content.DeepClone().AsObject()),
    };

    public static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);

    /// <summary>Time of a car's lap, s: the later a car starts the faster it is, and laps into and out of the pits are slow.</summary>
    public static double LapSeconds(int car, int lap) =>
        Math.Round(92 - (0.4 * car) + (0.01 * ((lap * 7) + (car * 3)) % 0.9) + (lap == StopLap(car) ? 6 : lap == StopLap(car) + 1 ? 17 : 0), 3);

    /// <summary>The lap in which a car stops.</summary>
    public static int StopLap(int car) => 4 + car;

    private void Begin()
    {
        for (var car = 0; car < Numbers.Length; car++)
        {
            Say(Start.AddMinutes(-30), "drivers", $"{Key}_{Numbers[car]}", new()
            {
                ["driver_number"] = Numbers[car], ["first_name"] = "Driver", ["last_name"] = Codes[car], ["full_name"] = $"Driver {Codes[car]}",
                ["name_acronym"] = Codes[car], ["team_name"] = $"Team {car}", ["team_colour"] = "27f4d2",
            });
            Say(Start.AddMinutes(-30), "stints", $"{Key}_1_{Numbers[car]}", Stint(car, 1, 1, "MEDIUM", 0));
            Position(Start.AddMinutes(-29), car, car + 1);
        }

        Control(Start.AddMinutes(-35), "GREEN LIGHT - PIT EXIT OPEN", "Flag", "GREEN", "Track");
        Control(Start.AddSeconds(200), "YELLOW IN TRACK SECTOR 5", "Flag", "YELLOW", "Sector", 5);
        Control(Start.AddSeconds(210), "SAFETY CAR DEPLOYED", "SafetyCar", null, null);
        Control(Start.AddSeconds(215), "CLEAR IN TRACK SECTOR 5", "Flag", "CLEAR", "Sector", 5);
        Control(Start.AddSeconds(300), "SAFETY CAR IN THIS LAP", "SafetyCar", null, null);
        Control(Start.AddSeconds(350), "TRACK CLEAR", "Flag", "CLEAR", "Track");
        for (var minute = 0; minute < Laps * 2; minute++)
        {
            Say(Start.AddMinutes(minute), "weather", $"{minute}", new()
            {
                ["date"] = Text(Start.AddMinutes(minute)), ["air_temperature"] = 25 + (0.1 * minute), ["track_temperature"] = 40.5, ["humidity"] = 51,
                ["rainfall"] = minute % 5 == 4 ? 1 : 0, ["wind_speed"] = 2.2, ["wind_direction"] = 180, ["pressure"] = 1013.2,
            });
        }
    }

    private void Drive()
    {
        var at = Numbers.Select((_, car) => Start.AddSeconds(0.2 * car)).ToArray();
        for (var lap = 1; lap <= Laps; lap++)
        {
            for (var car = 0; car < Numbers.Length; car++)
            {
                at[car] = Lap(car, lap, at[car]);
            }

            Order(at);
        }

        Control(at.Min().AddSeconds(0.5), "CHEQUERED FLAG", "Flag", "CHEQUERED", "Track");
    }

    private DateTimeOffset Lap(int car, int lap, DateTimeOffset begin)
    {
        var (total, first, second) = (LapSeconds(car, lap), 30.1 + (0.1 * car), 31.2);
        var key = $"{Key}_{lap}_{Numbers[car]}";
        var end = begin.AddSeconds(total);
        Say(begin, "laps", key, LapContent(car, lap, begin, null, null, null));
        Say(begin.AddSeconds(first), "laps", key, LapContent(car, lap, begin, first, null, null));
        Say(begin.AddSeconds(first + second), "laps", key, LapContent(car, lap, begin, first, second, null));
        Say(end, "laps", key, LapContent(car, lap, begin, first, second, total));
        if (lap == StopLap(car) + 1)
        {
            var exit = begin.AddSeconds(15);
            Say(exit, "pit", $"{Key}_{lap - 1}_{Numbers[car]}", Of(car, new()
            {
                ["date"] = Text(exit), ["lap_number"] = lap - 1, ["lane_duration"] = 22.4 + car, ["stop_duration"] = 2.3, ["pit_duration"] = 22.4 + car,
            }));
            Say(exit.AddSeconds(20), "stints", $"{Key}_2_{Numbers[car]}", Stint(car, 2, lap, "UNKNOWN", null));
            Say(exit.AddSeconds(60), "stints", $"{Key}_2_{Numbers[car]}", Stint(car, 2, lap, "HARD", 2));
        }

        return end;
    }

    private JsonObject LapContent(int car, int lap, DateTimeOffset begin, double? first, double? second, double? total) => Of(car, new()
    {
        ["lap_number"] = lap, ["date_start"] = Text(begin), ["duration_sector_1"] = first, ["duration_sector_2"] = second,
        ["duration_sector_3"] = total is null ? null : Math.Round(total.Value - first!.Value - second!.Value, 3), ["lap_duration"] = total,
        ["is_pit_out_lap"] = lap == StopLap(car) + 1, ["st_speed"] = null, ["segments_sector_1"] = new JsonArray(2048, 2049),
    });

    private JsonObject Stint(int car, int number, int lap, string compound, int? age) => Of(car, new()
    {
        ["stint_number"] = number, ["lap_start"] = lap, ["lap_end"] = lap, ["compound"] = compound, ["tyre_age_at_start"] = age,
    });

    private void Order(DateTimeOffset[] at)
    {
        var order = Enumerable.Range(0, at.Length).OrderBy(car => at[car]).ToList();
        for (var place = 0; place < order.Count; place++)
        {
            var car = order[place];
            Position(at[car].AddMilliseconds(100), car, place + 1);
            Say(at[car].AddMilliseconds(200), "intervals", $"{at[car].ToUnixTimeMilliseconds()}_{Numbers[car]}", Of(car, new()
            {
                ["date"] = Text(at[car].AddMilliseconds(200)),
                ["gap_to_leader"] = place == 0 ? null : Math.Round((at[car] - at[order[0]]).TotalSeconds, 3),
                ["interval"] = place == 0 ? null : Math.Round((at[car] - at[order[place - 1]]).TotalSeconds, 3),
            }));
        }
    }

    private void Position(DateTimeOffset at, int car, int position)
    {
        if (_positions.GetValueOrDefault(car) != position)
        {
            _positions[car] = position;
            Say(at, "position", $"{at.ToUnixTimeMilliseconds()}_{Numbers[car]}", Of(car, new() { ["date"] = Text(at), ["position"] = position }));
        }
    }

    private void Control(DateTimeOffset at, string text, string category, string? flag, string? scope, int? sector = null) =>
        Say(at, "race_control", $"{at:O}{flag}{sector}", new()
        {
            ["date"] = Text(at), ["message"] = text, ["category"] = category, ["flag"] = flag, ["scope"] = scope, ["sector"] = sector,
            ["driver_number"] = null, ["lap_number"] = 1, ["qualifying_phase"] = null,
        });

    private static JsonObject Of(int car, JsonObject content)
    {
        content["driver_number"] = Numbers[car];
        return content;
    }

    private void Say(DateTimeOffset at, string collection, string key, JsonObject content)
    {
        (content["session_key"], content["meeting_key"]) = (Key, 1284);
        _versions.Add(new MadeDocument(at, collection, key, 0, content));
    }
}
