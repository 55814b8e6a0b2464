namespace DualTwin.Sources.Archive.Download;

/// <summary>What is being done about a file.</summary>
public enum FetchState
{
    /// <summary>It is coming.</summary>
    Coming,

    /// <summary>It came, and is whole.</summary>
    Done,

    /// <summary>It was here already, whole by its checksum.</summary>
    Here,

    /// <summary>The archive does not have it.</summary>
    Missing,
}
