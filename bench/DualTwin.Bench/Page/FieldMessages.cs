using System.Globalization;
using System.Text;

namespace DualTwin.Bench.Page;

/// <summary>Snapshots of a race of 24 cars in which every number moves with every message, as in a live feed.</summary>
internal static class FieldMessages
{
    public const int Cars = 24;
    private const double UpdatesPerLap = 20 * 90;
    private static readonly string[] Compounds = ["soft", "medium", "hard"];

    public static byte[] Message(int update)
    {
        var cars = Enumerable.Range(1, Cars).Select(n => Car(n, update));
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"timestamp":"{{TimeProvider.System.GetUtcNow():O}}","lap":{{Lap(1, update)}},"session_type":"race","session":{"id":"bench"},"track_conditions":{"temperature":38.5,"weather":"sunny","track_status":"green"},"cars":[{{string.Join(',', cars)}}]}""");
        return Encoding.UTF8.GetBytes(text);
    }

    private static string Car(int n, int update)
    {
        var wave = Math.Sin((update + (n * 40)) / 300.0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"car_id":"{{n}}","driver":"Driver {{n}}","driver_code":"D{{n:00}}","team":"Team {{n / 2}}","position":{{n}},"status":"on_track","lap":{{Lap(n, update)}},"laps_completed":{{Lap(n, update) - 1}},"speed":{{240 + (80 * wave):F1}},"lap_fraction":{{Driven(n, update) % 1:F4}},"gap_to_leader":{{((n - 1) * 2.5) + wave:F3}},"interval":{{(n == 1 ? 0 : 2.5 + (wave / 10)):F3}},"lap_time":{{90 + (n / 10.0) + (Lap(n, update) % 7 / 10.0):F3}},"fuel_level":{{Math.Max(0, 1 - (update / 100_000.0)):F4}},"tire":{"compound":"{{Compounds[n % 3]}}","age":{{Lap(n, update) % 20}},"wear_level":{{Lap(n, update) % 20 / 25.0:F3}} } }""");
    }

    private static double Driven(int n, int update) => 3 + (update / UpdatesPerLap) - (n * 0.027);

    private static int Lap(int n, int update) => (int)Driven(n, update);
}
