using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Configuration.Keys;

/// <summary>Keys of sections <c>car</c>, <c>race</c> and <c>field_twin</c>: what a session is told from outside, and what is asked of it.</summary>
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
        Key.Of(
            "field_twin.resimulation_triggers",
            new FlagsReader<ResimulationTriggers>(
                ("pit_stop", ResimulationTriggers.PitStop), ("safety_car", ResimulationTriggers.SafetyCar), ("position_change", ResimulationTriggers.PositionChange)),
            c => c.FieldTwin.ResimulationTriggers, (c, v) => c with { FieldTwin = c.FieldTwin with { ResimulationTriggers = v } },
            "what, besides the end of a lap, makes the forecast and the strategy be made anew"),
    ];
}
