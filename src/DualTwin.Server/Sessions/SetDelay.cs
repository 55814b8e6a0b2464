using DualTwin.Session;

namespace DualTwin.Server.Sessions;

/// <summary>A wish to hold views back for another time.</summary>
internal sealed class SetDelay(TimeSpan delay) : ISessionCommand
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once it counts.</summary>
    public Task Answer => _answer.Task;

    /// <inheritdoc/>
    public void Run(SessionPipeline pipeline, Publisher publisher)
    {
        publisher.SetDelay(delay);
        _answer.TrySetResult();
    }

    /// <inheritdoc/>
    public void Cancel() => _answer.TrySetCanceled();
}
