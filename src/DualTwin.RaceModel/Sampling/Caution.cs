namespace DualTwin.RaceModel.Sampling;

/// <summary>A stretch of a race under caution.</summary>
/// <param name="Kind">What is shown.</param>
/// <param name="StartSeconds">When it begins, s since lights out.</param>
/// <param name="EndSeconds">When it ends, s since lights out.</param>
public sealed record Caution(CautionKind Kind, double StartSeconds, double EndSeconds)
{
    /// <summary>Whether it is in force at <paramref name="seconds"/> since lights out.</summary>
    public bool Covers(double seconds) => seconds >= StartSeconds && seconds < EndSeconds;

    /// <summary>Whether nobody may pass.</summary>
    public bool Neutralises => Kind is not CautionKind.Yellow;
}
