using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of sections <c>car</c> and <c>race</c>: what a session is told from outside.</summary>
internal static class SessionKeys
{
    public static readonly IReadOnlyList<ConfigKey> All =
    [
        Key.Optional(
            "car.our_car_id", new PlainTextReader("a race number, such as \"44\"", id => id.Length <= 32, takesWholeNumber: true),
            c => c.Car.OurCarId, (c, v) => c with { Car = c.Car with { OurCarId = v } },
            "our car; unset: the game's player car, else 44 where it takes part, else the leader"),
        Key.Optional(
            "race.total_laps", new IntegerReader(1, 1000, "laps"),
            c => c.Race.TotalLaps, (c, v) => c with { Race = c.Race with { TotalLaps = v } },
            "race distance, used while no source tells it"),
    ];
}
