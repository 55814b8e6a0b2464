namespace DualTwin.Sources.Recording;

/// <summary>What a recorder has done so far.</summary>
/// <param name="File">The file that is written; null where there is none.</param>
/// <param name="Messages">Messages written; those of the newest second may still wait.</param>
/// <param name="Bytes">Bytes written, over all files.</param>
/// <param name="LeftOut">Messages that could not be recorded.</param>
/// <param name="Problem">Why nothing is written now; null where all is well.</param>
public sealed record RecorderStatus(string? File, long Messages, long Bytes, long LeftOut, string? Problem);
