using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Twins;

namespace DualTwin.Session;

/// <summary>
/// One session's way from frames to views: merge, twins, strategy, view. Owned by one writer; the views it makes are for everybody.
/// Equal frames give equal views: there is no clock, no I/O and no chance in here.
/// </summary>
public sealed class SessionPipeline
{
    private readonly FieldEstimator _estimator;
    private string? _chosenCar;

    /// <summary>A pipeline before its first frame.</summary>
    public SessionPipeline(SessionPipelineOptions options)
    {
        _estimator = new FieldEstimator(new TwinOptions { Circuit = options.Circuit, TotalLaps = options.TotalLaps });
        _chosenCar = options.OurCarId;
        Current = new View { Version = 0, State = SessionState.Empty, Twins = TwinsState.Empty, OurCarId = _chosenCar };
    }

    /// <summary>The newest view.</summary>
    public View Current { get; private set; }

    /// <summary>Folds <paramref name="frame"/> in and returns the view after it.</summary>
    public View Apply(Frame frame)
    {
        var merged = SessionMerger.Apply(Current.State, frame);
        Current = new View
        {
            Version = Current.Version + 1,
            State = merged.State,
            Twins = _estimator.Fold(Current.Twins, merged.State, merged.Events, merged.NewSession),
            OurCarId = OurCar.Choose(_chosenCar, merged.NewSession ? null : Current.OurCarId, merged.State),
        };
        return Current;
    }

    /// <summary>Makes the car called <paramref name="carId"/> ours; false where no such car is known.</summary>
    public bool SelectOurCar(string carId)
    {
        if (Current.State.FindCar(carId) is null)
        {
            return false;
        }

        _chosenCar = carId;
        Current = new View { Version = Current.Version + 1, State = Current.State, Twins = Current.Twins, OurCarId = carId };
        return true;
    }
}
