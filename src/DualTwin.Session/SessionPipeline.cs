using System.Collections.Immutable;
using DualTwin.Session.Checkpoints;
using DualTwin.Strategy.Alerts;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Twins;

namespace DualTwin.Session;

/// <summary>
/// One session's way from frames to views: merge, twins, strategy, view. Owned by one writer; the views it makes are for everybody.
/// Equal frames give equal views: there is no clock, no I/O and no chance in here.
/// </summary>
/// <remarks>
/// While a stand-in replaces a live source, its frames are folded into a copy of session and twins, which readers see and which is
/// thrown away when the live source is back: nothing simulated enters what was measured.
/// </remarks>
public sealed class SessionPipeline
{
    private readonly FieldEstimator _estimator;
    private CheckpointBook<Fold> _checkpoints = new();
    private string? _chosenCar;
    private Fold _measured = Fold.Empty;
    private Fold? _standIn;
    private string? _ourCar;

    /// <summary>A pipeline before its first frame.</summary>
    public SessionPipeline(SessionPipelineOptions options)
    {
        _estimator = new FieldEstimator(new TwinOptions
        {
            Circuit = options.Circuit,
            NextLap = options.NextLap,
            Stops = options.Stops,
            PaceDrop = options.PaceDrop,
            WearShape = options.WearShape,
            TotalLaps = options.TotalLaps,
        });
        _chosenCar = options.OurCarId;
        _ourCar = _chosenCar;
        Current = View(0);
    }

    /// <summary>The newest view.</summary>
    public View Current { get; private set; }

    /// <summary>
    /// Folds a measured <paramref name="frame"/> in and returns the view after it. A stand-in is over with it. Where the source has gone
    /// back in time, session and twins go back first, as if what was lost had never been.
    /// </summary>
    public View Apply(Frame frame)
    {
        _standIn = null;
        if (frame.RewindToTick is { } tick)
        {
            _measured = GoBack(frame, tick);
        }

        var before = _measured.State;
        _measured = Merge(_measured, frame);
        Remember(before, _measured);
        return Publish();
    }

    /// <summary>
    /// Folds in what a measured <paramref name="frame"/> that is older than what is shown still tells, and returns the view after it:
    /// see <see cref="StandingFacts"/>.
    /// </summary>
    public View ApplyBehind(Frame frame) =>
        StandingFacts.UnknownIn(_measured.State, frame) is { } facts ? Apply(facts) : Current;

    /// <summary>
    /// Folds a <paramref name="frame"/> of a stand-in into a copy of what was measured, and returns the view after it. The copy
    /// begins with the first such frame and ends with the next measured one.
    /// </summary>
    public View ApplyStandIn(Frame frame)
    {
        _standIn = Merge(_standIn ?? _measured, frame);
        return Publish();
    }

    /// <summary>Notes that something happened to the session which no source says, such as a change of source; returns the view after it.</summary>
    /// <param name="type">One of <see cref="EventTypes"/>.</param>
    /// <param name="text">One sentence for people.</param>
    /// <param name="at">When (UTC).</param>
    /// <param name="data">The facts by name.</param>
    public View Note(string type, string text, DateTimeOffset at, params ReadOnlySpan<EventFact> data)
    {
        ImmutableArray<EventFact> facts = [.. data];
        _measured = _measured with { State = WithEvent(_measured.State, type, text, at, facts) };
        _standIn = _standIn is null ? null : _standIn with { State = WithEvent(_standIn.State, type, text, at, facts) };
        return Publish();
    }

    /// <summary>What is measured now, to go back to. A stand-in is no part of it.</summary>
    public PipelineCheckpoint Checkpoint() => new(_measured, _checkpoints);

    /// <summary>The state to which a frame goes back that says so of <paramref name="tick"/>; null where none is known.</summary>
    internal Fold? Earlier(long tick) => _checkpoints.Copy().GoBackTo(tick, out var found) ? found : null;

    /// <summary>Goes back, or forward, to <paramref name="checkpoint"/>, of this pipeline or another of the same options; returns the view there.</summary>
    public View Restore(PipelineCheckpoint checkpoint)
    {
        (_measured, _standIn, _checkpoints) = (checkpoint.Fold, null, checkpoint.Checkpoints());
        return Publish();
    }

    /// <summary>Forgets the session: the next frame begins another.</summary>
    public View BeginSession()
    {
        _measured = Fold.Empty;
        _standIn = null;
        _checkpoints.Clear();
        _ourCar = _chosenCar;
        return Publish();
    }

    /// <summary>Makes the car called <paramref name="carId"/> ours; false where no such car is known.</summary>
    public bool SelectOurCar(string carId)
    {
        if (Current.State.FindCar(carId) is null)
        {
            return false;
        }

        _chosenCar = carId;
        Publish();
        return true;
    }

    private static SessionState WithEvent(
        SessionState state, string type, string text, DateTimeOffset at, ImmutableArray<EventFact> data, long idsUpTo = 0) =>
        state.Events.Count >= SessionState.MostEvents ? state with { RefusedEvents = state.RefusedEvents + 1 } : state with
        {
            Events = state.Events.Add(new SessionEvent
            {
                Id = Math.Max(idsUpTo, state.Events.IsEmpty ? 0 : state.Events[^1].Id) + 1,
                Time = at,
                Lap = state.Session.LeaderLap,
                Type = type,
                Text = text,
                Data = data,
            }),
        };

    private Fold Merge(Fold before, Frame frame)
    {
        var merged = SessionMerger.Apply(before.State, frame);
        if (merged.NewSession)
        {
            _ourCar = _chosenCar;
            _checkpoints.Clear();
        }

        return new Fold(merged.State, _estimator.Fold(before.Twins, merged.State, merged.Events, merged.NewSession))
        {
            Alerts = merged.NewSession ? AlertBook.Empty : before.Alerts,
            AlertsSeen = before.AlertsSeen,
        };
    }

    // A session joined after the moment that its source goes back to begins anew: the source tells all of it again.
    private Fold GoBack(Frame frame, long tick)
    {
        var (left, idsUpTo) = (_measured.State, _measured.State.Events.IsEmpty ? 0 : _measured.State.Events[^1].Id);
        var fold = _checkpoints.GoBackTo(tick, out var found) ? found! : Fold.Empty;
        var text = $"The session went back from lap {left.Session.LeaderLap} to lap {fold.State.Session.LeaderLap}.";
        return fold with
        {
            State = WithEvent(
                fold.State,
                EventTypes.Flashback,
                text,
                frame.MeasuredAt,
                [
                    EventFact.Of("from_lap", left.Session.LeaderLap),
                    EventFact.Of("to_lap", fold.State.Session.LeaderLap),
                    EventFact.Of("from_time", left.SessionTime?.TotalSeconds),
                    EventFact.Of("to_time", fold.State.SessionTime?.TotalSeconds),
                ],
                idsUpTo),
        };
    }

    private void Remember(SessionState before, Fold now)
    {
        if (now.State is { Tick: { } tick, SessionTime: { } at })
        {
            var beginsLap = now.State.Session.LeaderLap != before.Session.LeaderLap || before.Cars.IsEmpty;
            _checkpoints.Add(tick, at, Happened(before, now.State), beginsLap, now);
        }
    }

    // What later frames do not tell again: events, and what a car's history and its crossings of the line say.
    private static bool Happened(SessionState before, SessionState now)
    {
        var happened = !ReferenceEquals(before.Events, now.Events) || before.Cars.Length != now.Cars.Length;
        for (var i = 0; !happened && i < now.Cars.Length; i++)
        {
            var (was, car) = (before.Cars[i], now.Cars[i]);
            happened = was.Timing.LapsCompleted != car.Timing.LapsCompleted
                || !ReferenceEquals(was.Laps, car.Laps)
                || !ReferenceEquals(was.PitVisits, car.PitVisits)
                || !ReferenceEquals(was.SourceStints, car.SourceStints);
        }

        return happened;
    }

    private View Publish()
    {
        _ourCar = OurCar.Choose(_chosenCar, _ourCar, (_standIn ?? _measured).State);
        _measured = WithAlerts(_measured);
        _standIn = _standIn is null ? null : WithAlerts(_standIn);
        Current = View(Current.Version + 1);
        return Current;
    }

    private Fold WithAlerts(Fold fold)
    {
        // Nothing to be told comes of places alone, and a belief that nobody asks for need not be put together.
        if (fold.AlertsSeen is { } seen && ReferenceEquals(seen.Evidence, fold.Twins.Evidence) && string.Equals(seen.OurCarId, _ourCar, StringComparison.Ordinal))
        {
            return fold;
        }

        return fold with { Alerts = fold.Alerts.After(fold.Twins.Belief, _ourCar), AlertsSeen = (fold.Twins.Evidence, _ourCar) };
    }

    private View View(long version)
    {
        var shown = _standIn ?? _measured;
        return new View
        {
            Version = version,
            State = shown.State,
            Twins = shown.Twins,
            Measured = _measured.State,
            MeasuredTwins = _measured.Twins,
            StandingIn = _standIn is not null,
            OurCarId = _ourCar,
            Alerts = shown.Alerts.Alerts,
        };
    }
}
