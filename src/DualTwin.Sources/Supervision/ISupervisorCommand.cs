namespace DualTwin.Sources.Supervision;

/// <summary>Something that the supervisor's loop is asked to do.</summary>
internal interface ISupervisorCommand;
