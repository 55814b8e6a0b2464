using DualTwin.Session;

namespace DualTwin.Server.Sessions;

/// <summary>A wish that the session's one writer fulfils between two frames.</summary>
internal interface ISessionCommand
{
    /// <summary>Fulfils it.</summary>
    void Run(SessionPipeline pipeline, Publisher publisher);

    /// <summary>The session has ended before.</summary>
    void Cancel();
}
