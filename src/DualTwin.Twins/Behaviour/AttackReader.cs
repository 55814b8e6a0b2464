using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Behaviour;

/// <summary>Finds who was under attack in a lap and whether the place was lost.</summary>
internal static class AttackReader
{
    /// <summary>A rival this close behind at the line attacks: the distance within which the rules have allowed drag reduction.</summary>
    private static readonly TimeSpan Range = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The car that <paramref name="attacker"/> attacked in <paramref name="lap"/>, by its index, and whether it got by; null where there
    /// was no attack. Both cars must have completed the lap.
    /// </summary>
    public static (int Defender, bool Lost)? Read(SessionState state, CarState attacker, int lap)
    {
        if (At(attacker, lap - 1) is not { Position: { } place, CompletedAt: { } before } || At(attacker, lap) is not { CompletedAt: { } after } raced
            || !Raced(raced))
        {
            return null;
        }

        for (var i = 0; i < state.Cars.Length; i++)
        {
            if (At(state.Cars[i], lap - 1) is not { CompletedAt: { } ahead } start || start.Position != place - 1)
            {
                continue;
            }

            var close = before >= ahead && before - ahead <= Range;
            return close && At(state.Cars[i], lap) is { CompletedAt: { } end } defended && Raced(defended) ? (i, after < end) : null;
        }

        return null;
    }

    private static LapRecord? At(CarState car, int lap) =>
        lap >= 1 && lap <= car.Laps.Count && car.Laps[lap - 1] is { } record && record.Lap == lap ? record : null;

    private static bool Raced(LapRecord lap) => !lap.PitIn && !lap.PitOut && lap.TrackStatus is (null or TrackStatus.Green);
}
