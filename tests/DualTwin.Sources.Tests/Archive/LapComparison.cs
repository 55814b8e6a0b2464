using System.Globalization;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.Archive;

/// <summary>Holds the laps of a history against the feed's own.</summary>
internal static class LapComparison
{
    public static void AssertEqual(RawFeed raw, SessionState state)
    {
        var told = state.Cars.SelectMany(car => car.Laps.Select(lap => (car.CarId, lap.Lap))).ToHashSet();
        Assert.Equal(raw.Laps.Keys.Order(), told.Order());
        foreach (var ((carId, number), lap) in raw.Laps)
        {
            var record = state.FindCar(carId)!.Laps.Single(l => l.Lap == number);
            Assert.Equal((carId, number, lap.Time), (carId, number, record.LapTime));
            Assert.Equal((carId, number, Gap(lap.Gap)), (carId, number, record.GapToLeader));
            Assert.Equal((carId, number, lap.Position), (carId, number, record.Position!.Value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static Gap? Gap(string text) => text switch
    {
        "" => null,
        _ when text.StartsWith("LAP", StringComparison.Ordinal) => Telemetry.Values.Gap.Zero,
        _ when text.EndsWith('L') => Telemetry.Values.Gap.OfLaps(int.Parse(text.TrimEnd('L', ' '), CultureInfo.InvariantCulture)),
        _ => Telemetry.Values.Gap.Of(TimeSpan.FromTicks((long)(decimal.Parse(text.TrimStart('+'), CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond))),
    };
}
