using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Session;

/// <summary>
/// Gaps of a race as the game tells them from 2023 on: times, of lapped cars too. The format of 2023 tells sixteen bits of milliseconds
/// without minutes, which begin again at 65.536 s: how far the car lies behind on the road, at its pace, tells how often. A place that
/// nobody holds is passed over.
/// </summary>
internal static class RaceGaps
{
    private const int Wrap = 1 << 16;
    private const ushort FormatWithoutMinutes = 2023;
    private const double LeastMetresPerSecond = 10;

    public static void Read<TLap>(Span<TLap> laps, ushort format, double? trackLength, GameField field)
        where TLap : unmanaged, ILapData
    {
        Span<int> slotAt = stackalloc int[GameField.Slots + 1];
        slotAt.Fill(-1);
        for (var slot = 0; slot < laps.Length; slot++)
        {
            if (laps[slot].CarPosition is > 0 and <= GameField.Slots and var position && field.Cars[slot].Progress.TakesPart)
            {
                slotAt[position] = slot;
            }
        }

        long? chain = slotAt[1] < 0 ? null : 0;
        var ahead = -1;
        for (var position = 1; position < slotAt.Length; position++)
        {
            var slot = slotAt[position];
            if (slot < 0)
            {
                continue;
            }

            ref var draft = ref field.Cars[slot].Draft;
            if (position == 1)
            {
                draft.GapToLeader = Gap.Zero;
                draft.Cleared |= CarFields.Interval;
            }
            else
            {
                ref var lap = ref laps[slot];
                var interval = Told(lap.DeltaToCarInFrontMSPart, lap.DeltaToCarInFrontMinutesPart);
                var gap = Told(lap.DeltaToRaceLeaderMSPart, lap.DeltaToRaceLeaderMinutesPart);
                if (format <= FormatWithoutMinutes)
                {
                    interval = Nearest(interval, ahead < 0 ? null : Behind(ref lap, ref laps[ahead], trackLength));
                    chain += interval;
                    gap = Nearest(gap, chain ?? (slotAt[1] < 0 ? null : Behind(ref lap, ref laps[slotAt[1]], trackLength)));
                    chain = gap ?? chain;
                }

                draft.Interval = Time(interval);
                draft.GapToLeader = Time(gap);
            }

            ahead = slot;
        }
    }

    private static long? Told(ushort? milliseconds, byte? minutes) => milliseconds + (60_000L * (minutes ?? 0));

    // Of the times that what was told can mean, the one next to what is about right; unknown without that.
    private static long? Nearest(long? told, long? about) =>
        about is { } a ? told + (Wrap * Math.Max(0L, (long)Math.Round((a - told.GetValueOrDefault()) / (double)Wrap))) : null;

    /// <summary>About how long the car needs to where the one in front is, ms; null where its pace is not known yet.</summary>
    private static long? Behind<TLap>(ref TLap car, ref TLap front, double? trackLength)
        where TLap : unmanaged, ILapData
    {
        var metres = (double)front.TotalDistance - car.TotalDistance;
        var metresPerSecond = trackLength is { } length && Seconds(car.LastLapTimeInMS, car.LastLapTime) is { } lap
            ? length / lap
            : car.LapDistance / Seconds(car.CurrentLapTimeInMS, car.CurrentLapTime);
        return metres is >= 0 and < 1e6 && metresPerSecond >= LeastMetresPerSecond ? (long)(metres / metresPerSecond * 1000)
            : metres is > -200 and < 500 ? 0
            : null;
    }

    private static double? Seconds(uint? milliseconds, float? seconds) =>
        milliseconds is > 0 ? milliseconds / 1000.0 : seconds is > 0 ? seconds : null;

    private static Gap? Time(long? milliseconds) =>
        milliseconds is { } ms && GameValues.Milliseconds(ms) is { } time ? Gap.Of(time) : null;
}
