using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Session;

/// <summary>
/// One session's way from frames to views: merge, twins, strategy, view. Owned by one writer; the views it makes are for everybody.
/// Equal frames give equal views: there is no clock, no I/O and no chance in here.
/// </summary>
public sealed class SessionPipeline(SessionPipelineOptions options)
{
    /// <summary>The newest view.</summary>
    public View Current { get; private set; } = new() { Version = 0, State = SessionState.Empty, Belief = RaceBelief.Empty, OurCarId = options.OurCarId };

    /// <summary>Folds <paramref name="frame"/> in and returns the view after it.</summary>
    public View Apply(Frame frame)
    {
        var merged = SessionMerger.Apply(Current.State, frame);
        Current = new View { Version = Current.Version + 1, State = merged.State, Belief = RaceBelief.Empty, OurCarId = Current.OurCarId };
        return Current;
    }

    /// <summary>Makes the car called <paramref name="carId"/> ours; false where no such car is known.</summary>
    public bool SelectOurCar(string carId)
    {
        if (Current.State.FindCar(carId) is null)
        {
            return false;
        }

        Current = new View { Version = Current.Version + 1, State = Current.State, Belief = Current.Belief, OurCarId = carId };
        return true;
    }
}
