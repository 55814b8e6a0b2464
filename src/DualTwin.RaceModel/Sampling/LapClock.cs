namespace DualTwin.RaceModel.Sampling;

/// <summary>Turns a lap at racing speed into the time it takes with the cautions that the car meets on its way.</summary>
internal sealed class LapClock
{
    private readonly RaceParameters _race;
    private readonly CautionTimeline _cautions;

    public LapClock(RaceParameters race, CautionTimeline cautions)
    {
        _race = race;
        _cautions = cautions;
    }

    /// <summary>When a lap ends that begins at <paramref name="start"/> and needs <paramref name="racingSeconds"/> on a clear track.</summary>
    /// <param name="start">Begin of the lap, s since lights out.</param>
    /// <param name="racingSeconds">Time the lap takes on a clear track, s.</param>
    /// <param name="first">Whether the car leads: it is the one that the safety car holds up, the others close up.</param>
    public double End(double start, double racingSeconds, bool first)
    {
        var (now, left) = (start, racingSeconds);
        foreach (var caution in _cautions.Cautions)
        {
            if (caution.EndSeconds <= now)
            {
                continue;
            }

            var clear = Math.Min(left, Math.Max(0, caution.StartSeconds - now));
            (now, left) = (now + clear, left - clear);
            if (left <= 0)
            {
                return now;
            }

            var factor = Factor(caution.Kind, first);
            var slow = Math.Min(left, (caution.EndSeconds - now) / factor);
            (now, left) = (now + (slow * factor), left - slow);
        }

        return now + left;
    }

    private double Factor(CautionKind kind, bool first) => kind switch
    {
        CautionKind.SafetyCar => first ? _race.Field.SafetyCarLapFactor : _race.Field.SafetyCarCatchUpFactor,
        CautionKind.VirtualSafetyCar => _race.Field.VirtualSafetyCarLapFactor,
        _ => 1 + (_race.Field.YellowLossSeconds / _race.Circuit.ReferenceLapSeconds),
    };
}
