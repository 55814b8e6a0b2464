namespace DualTwin.Sources.Supervision;

/// <summary>One source of the supervisor's list at one moment.</summary>
/// <param name="Name">The slot's name.</param>
/// <param name="Type">The source's type.</param>
/// <param name="Phase">Where the supervisor is with it.</param>
/// <param name="Cause">Why.</param>
/// <param name="FailedAttempts">Failed attempts to connect in a row.</param>
/// <param name="StallLimitSeconds">Silence that is allowed, s.</param>
/// <param name="Messages">Messages read by the current attempt.</param>
/// <param name="Repeats">Messages of it that said the same as the one before, time included: they count as silence.</param>
/// <param name="Notices">What the user should know of the source now, a sentence each.</param>
/// <param name="Refused">What was refused, by reason, over all attempts.</param>
public sealed record SlotStatus(
    string Name,
    string Type,
    SlotPhase Phase,
    string Cause,
    int FailedAttempts,
    double StallLimitSeconds,
    long Messages,
    long Repeats,
    IReadOnlyList<string> Notices,
    IReadOnlyDictionary<string, long> Refused);
