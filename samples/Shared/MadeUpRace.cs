using System.Text.Json;

namespace Samples;

/// <summary>Three cars that never overtake, as a program of yours might tell them: the snapshot of schema 1.0.0.</summary>
internal static class MadeUpRace
{
    private const double LapSeconds = 90;

    public static byte[] Snapshot(DateTimeOffset now, TimeSpan sinceStart)
    {
        var lap = 1 + (int)(sinceStart.TotalSeconds / LapSeconds);
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            timestamp = now,
            lap,
            session_type = "race",
            track_conditions = new { temperature = 41.5, weather = "sunny", track_status = "green" },
            cars = new[] { Car("16", "Alpha", "Ann", 1, lap), Car("44", "Beta", "Bob", 2, lap), Car("7", "Gamma", "Cleo", 3, lap) },
        });
    }

    // What is not known is left out: here the fuel level, and the last lap before there is one.
    private static object Car(string id, string team, string driver, int position, int lap) => new
    {
        car_id = id,
        team,
        driver,
        position,
        speed = 300.0 - position,
        tire = new { compound = "medium", age = lap - 1, wear_level = Math.Min(1, 0.02 * (lap - 1)) },
        lap_time = lap > 1 ? LapSeconds + (0.1 * position) : (double?)null,
    };
}
