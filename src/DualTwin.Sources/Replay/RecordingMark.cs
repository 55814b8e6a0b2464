namespace DualTwin.Sources.Replay;

/// <summary>A place in a recording, with all that is needed to read on from it. Can be used any number of times.</summary>
public abstract record RecordingMark;
