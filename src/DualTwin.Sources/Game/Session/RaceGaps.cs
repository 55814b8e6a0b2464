using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Session;

/// <summary>Gaps of a race as the game tells them from 2023 on: times, of lapped cars too.</summary>
internal static class RaceGaps
{
    private const int Wrap = 1 << 16;

    public static void Read<TLap>(Span<TLap> laps, ushort format, GameField field)
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

        // Sixteen bits of milliseconds without minutes begin again at 65.536 s: the intervals on the way to the leader tell how often.
        var minutes = format > 2023;
        long? chain = 0;
        for (var position = 1; position < slotAt.Length && slotAt[position] >= 0; position++)
        {
            ref var lap = ref laps[slotAt[position]];
            ref var draft = ref field.Cars[slotAt[position]].Draft;
            if (position == 1)
            {
                draft.GapToLeader = Gap.Zero;
                draft.Cleared |= CarFields.Interval;
                continue;
            }

            var interval = Told(lap.DeltaToCarInFrontMSPart, lap.DeltaToCarInFrontMinutesPart);
            var gap = Told(lap.DeltaToRaceLeaderMSPart, lap.DeltaToRaceLeaderMinutesPart);
            chain += interval;
            gap = minutes ? gap : gap + (Wrap * (long)Math.Max(0, Math.Round((chain - gap) / (double)Wrap ?? 0)));
            draft.Interval = Time(interval);
            draft.GapToLeader = Time(gap);
        }
    }

    private static long? Told(ushort? milliseconds, byte? minutes) => milliseconds + (60_000L * (minutes ?? 0));

    private static Gap? Time(long? milliseconds) =>
        milliseconds is { } ms && GameValues.Milliseconds(ms) is { } time ? Gap.Of(time) : null;
}
