namespace DualTwin.Server.Sessions;

/// <summary>A wish to make another car ours, answered by the session's writer.</summary>
internal sealed class SelectOurCar(string carId)
{
    private readonly TaskCompletionSource<bool> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string CarId { get; } = carId;

    /// <summary>True where the car is ours now, false where no such car is known.</summary>
    public Task<bool> Answer => _answer.Task;

    public void Complete(bool selected) => _answer.TrySetResult(selected);

    public void Cancel() => _answer.TrySetCanceled();
}
