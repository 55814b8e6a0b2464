using System.Globalization;
using System.Text;

namespace DualTwin.Sources.Tests.Json;

/// <summary>Messages as a user's program would send them.</summary>
internal static class Snapshot
{
    public static readonly DateTimeOffset Start = new(2026, 7, 5, 14, 0, 0, TimeSpan.Zero);

    /// <summary>One car at <paramref name="speedKph"/>, measured <paramref name="seconds"/> after the start.</summary>
    public static string Text(double seconds, int speedKph = 300, int cars = 1)
    {
        var list = string.Join(',', Enumerable.Range(1, cars).Select(i => $$"""{"car_id":"{{i}}","position":{{i}},"speed":{{speedKph}}}"""));
        var at = Start.AddSeconds(seconds).UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return $$"""{"timestamp":"{{at}}","lap":12,"session_type":"race","cars":[{{list}}]}""";
    }

    public static byte[] Bytes(double seconds, int speedKph = 300, int cars = 1) => Encoding.UTF8.GetBytes(Text(seconds, speedKph, cars));
}
