using DualTwin.Session;

namespace DualTwin.Server.Sessions;

/// <summary>A wish to make another car ours, answered by the session's writer.</summary>
internal sealed class SelectOurCar(string carId) : ISessionCommand
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True where the car is ours now, false where no such car is known.</summary>
    public Task<bool> Answer => _answer.Task;

    /// <inheritdoc/>
    public void Run(SessionPipeline pipeline, Publisher publisher)
    {
        var selected = pipeline.SelectOurCar(carId);
        if (selected)
        {
            publisher.Publish(pipeline.Current);
        }

        _answer.TrySetResult(selected);
    }

    /// <inheritdoc/>
    public void Cancel() => _answer.TrySetCanceled();
}
