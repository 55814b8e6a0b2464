namespace DualTwin.Sources.Simulator;

/// <summary>Where a car is in the race at one moment.</summary>
/// <param name="Index">Index of the car.</param>
/// <param name="Metres">Distance since the line at the start, m; negative on the grid; the full laps of a car that has finished.</param>
/// <param name="SpeedMetresPerSecond">Speed.</param>
/// <param name="Leg">How it moves.</param>
/// <param name="LapsCompleted">Complete laps.</param>
/// <param name="Retired">Whether it has dropped out.</param>
/// <param name="FinishedAt">When it took the flag, s since lights out; null where it has not.</param>
internal readonly record struct Standing(
    int Index, double Metres, double SpeedMetresPerSecond, LegKind Leg, int LapsCompleted, bool Retired, double? FinishedAt)
{
    /// <summary>Cars still in the race first, the farthest first; of cars that finished on the same lap the one that did so first.</summary>
    public static int Compare(Standing a, Standing b)
    {
        if (a.Retired != b.Retired)
        {
            return a.Retired ? 1 : -1;
        }

        var metres = b.Metres.CompareTo(a.Metres);
        var time = metres != 0 ? metres : (a.FinishedAt ?? double.PositiveInfinity).CompareTo(b.FinishedAt ?? double.PositiveInfinity);
        return time != 0 ? time : a.Index.CompareTo(b.Index);
    }
}
