namespace DualTwin.Sources.Supervision;

/// <summary>Why the supervisor has turned to another source.</summary>
public enum SourceChangeKind
{
    /// <summary>The first source of a run.</summary>
    Start,

    /// <summary>The source before failed.</summary>
    Failover,

    /// <summary>A better source is back.</summary>
    Return,

    /// <summary>Somebody asked for it.</summary>
    Request,
}
