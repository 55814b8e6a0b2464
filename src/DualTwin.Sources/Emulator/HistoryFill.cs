using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Emulator;

/// <summary>Fills in a car's laps and stints so far.</summary>
internal static class HistoryFill
{
    private const byte AllValid = 15;
    private const byte SectorsValid = 14;

    public static void Fill<TPacket, TLap>(ref TPacket packet, CarState car)
        where TPacket : unmanaged, ISessionHistoryPacket<TLap>
        where TLap : unmanaged, ILapHistoryData
    {
        var laps = packet.LapHistoryData;
        foreach (var record in car.Laps)
        {
            if (record.Lap > laps.Length)
            {
                continue;
            }

            ref var lap = ref laps[record.Lap - 1];
            lap.LapTimeInMS = (uint)Math.Round(record.LapTime?.TotalMilliseconds ?? 0);
            lap.LapValidBitFlags = record.Valid == false ? SectorsValid : AllValid;
            Split(record.Sectors.Sector1, lap.Sector1TimeMinutesPart is null ? 0 : 1, out var part, out var minutes);
            (lap.Sector1TimeMSPart, lap.Sector1TimeMinutesPart) = (part, minutes);
            Split(record.Sectors.Sector2, lap.Sector2TimeMinutesPart is null ? 0 : 1, out part, out minutes);
            (lap.Sector2TimeMSPart, lap.Sector2TimeMinutesPart) = (part, minutes);
            Split(record.Sectors.Sector3, lap.Sector3TimeMinutesPart is null ? 0 : 1, out part, out minutes);
            (lap.Sector3TimeMSPart, lap.Sector3TimeMinutesPart) = (part, minutes);
        }

        var running = car.Running ? 1 : 0;
        packet.NumLaps = (byte)Math.Min((car.Timing.LapsCompleted ?? 0) + running, laps.Length);
        FillStints<TPacket, TLap>(ref packet, car);
    }

    /// <summary>Splits a time as <paramref name="format"/> does: minutes and the rest from 2023 on, sixteen bits of milliseconds before.</summary>
    public static void Split(TimeSpan? time, ushort format, out ushort milliseconds, out byte minutes) =>
        Split(time, format >= 2023 ? 1 : 0, out milliseconds, out minutes);

    private static void Split(TimeSpan? time, int minuteParts, out ushort milliseconds, out byte minutes)
    {
        var all = (long)Math.Round(time?.TotalMilliseconds ?? 0);
        minutes = (byte)(minuteParts * (all / 60_000));
        milliseconds = (ushort)((all - (60_000L * minutes)) & ushort.MaxValue);
    }

    private static void FillStints<TPacket, TLap>(ref TPacket packet, CarState car)
        where TPacket : unmanaged, ISessionHistoryPacket<TLap>
        where TLap : unmanaged, ILapHistoryData
    {
        var stints = packet.TyreStintsHistoryData;
        packet.NumTyreStints = (byte)Math.Min(car.Stints.Count, stints.Length);
        for (var i = 0; i < packet.NumTyreStints; i++)
        {
            ref var stint = ref stints[i];
            (stint.TyreActualCompound, stint.TyreVisualCompound) = (CarFill.Actual(car.Stints[i].Compound), CarFill.Visual(car.Stints[i].Compound));
            stint.EndLap = car.Stints[i].EndLap is { } end ? (byte)end : null;
        }
    }
}
