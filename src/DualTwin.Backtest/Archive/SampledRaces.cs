using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Archive;

/// <summary>Sampled races in the form of recorded ones, so that one ruler measures both.</summary>
public static class SampledRaces
{
    /// <summary>The record that <paramref name="race"/> would have left.</summary>
    public static RecordedRace Record(SampledRace race) => new()
    {
        Season = 0,
        Round = 0,
        Event = race.Parameters.Circuit.Name,
        Cars = [.. race.Laps.Select((laps, i) => new RecordedCar
        {
            Driver = race.Parameters.Cars[i].CarId,
            Grid = race.Start.Cars[i].GridPosition,
            Retired = laps.Any(l => l.RetiredAtFraction is not null),
            Laps = [.. laps.Where(l => l.RetiredAtFraction is null).Select(l => LapOf(race, l))],
        })],
        Stops = [.. race.Laps.SelectMany((laps, i) => laps.Where(l => l.PitIn is not null).Select(l => new RecordedStop(
            race.Parameters.Cars[i].CarId, l.Lap, l.PitIn!.LaneSeconds, l.PitIn.StandstillSeconds)))],
    };

    private static RecordedLap LapOf(SampledRace race, SampledLap lap) => new()
    {
        Lap = lap.Lap,
        LapSeconds = lap.LapSeconds,
        EndSeconds = lap.EndSeconds,
        Compound = lap.Compound,
        TyreAgeLaps = lap.TyreAgeLaps,
        PitIn = lap.PitIn is not null,
        PitOut = lap.PitOut is not null,
        PitLaneSeconds = lap.PitOut?.LaneSeconds,
        Status = StatusOf(race, lap),
    };

    private static string StatusOf(SampledRace race, SampledLap lap)
    {
        var seen = race.Cautions.Where(c => c.StartSeconds < lap.EndSeconds && c.EndSeconds > lap.StartSeconds).Select(c => c.Kind switch
        {
            CautionKind.SafetyCar => '4',
            CautionKind.VirtualSafetyCar => '6',
            _ => '2',
        }).ToArray();
        var clear = seen.Length == 0 || race.Cautions.All(c => !c.Covers(lap.StartSeconds) || !c.Covers(lap.EndSeconds));
        return new string([.. clear ? ['1'] : Array.Empty<char>(), .. seen.Distinct().Order()]);
    }
}
