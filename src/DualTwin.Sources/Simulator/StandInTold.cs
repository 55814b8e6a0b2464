using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>What readers know of a car at the moment at which a stand-in takes over.</summary>
internal static class StandInTold
{
    public static CarTold Of(CarState car, StandInField field, SimulatedRace race, int index)
    {
        var racing = field.Mode != StandInMode.Circulating;
        return new CarTold
        {
            Position = car.Timing.Position,
            Laps = car.Timing.LapsCompleted ?? -1,
            BestLapTime = car.Timing.BestLapTime,
            Sectors = SectorsOf(car, race.Cars[index].Start.CrossedAtSeconds),
            InPit = car.Condition.InPit == true,
            Stint = car.SourceStints.IsEmpty ? -1 : car.SourceStints.Max(s => s.Facts.Index),
            Visits = car.PitVisits.Count,
            Wear = car.Tyres.Wear,
            Temperature = car.Tyres.TemperatureCelsius,
            TellsTyreAge = car.Tyres.Age is not null,
            TellsFuel = car.Energy.FuelMassKg is not null,
            TellsWear = car.Tyres.Wear is not null,
            TellsTemperature = car.Tyres.TemperatureCelsius is not null,
            Speed = race.Sampled.Parameters.Circuit.LapLengthMetres is not null,
            Racing = racing,
            Gaps = racing && field.Mode != StandInMode.Finishing,
            Idle = !field.Belief.Cars[index].Running,
        };
    }

    // Sectors of the lap before stay on display until the first of the lap is told, and are no part of it; nor can a sector be that
    // would end in the future.
    private static LapSectors SectorsOf(CarState car, double crossedAt)
    {
        var (shown, last) = (car.Timing.Sectors, car.Timing.LastLapSectors);
        if (shown.Sector1 is not { } first || shown.Sector1 == last.Sector1 || crossedAt + first.TotalSeconds > 0)
        {
            return default;
        }

        var second = shown.Sector2 is { } s && s != last.Sector2 && crossedAt + (first + s).TotalSeconds <= 0 ? shown.Sector2 : null;
        return new LapSectors(first, second, null);
    }
}
