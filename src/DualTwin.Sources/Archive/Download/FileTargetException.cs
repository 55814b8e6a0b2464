namespace DualTwin.Sources.Archive.Download;

/// <summary>The disk of this machine refused: no other try and no other place helps.</summary>
internal sealed class FileTargetException(string message, Exception inner) : IOException(message, inner);
