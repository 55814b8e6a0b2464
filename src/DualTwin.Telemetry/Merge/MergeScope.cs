using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>The working set of one merge: what the frame has changed so far, and what happened on the way.</summary>
internal sealed class MergeScope(SessionState before, Frame frame)
{
    private ImmutableArray<SessionEvent>.Builder? _events;
    private CarState[]? _cars;

    public SessionState Before { get; } = before;

    public Frame Frame { get; } = frame;

    public SessionFacts Session { get; set; } = before.Session;

    public TrackConditions Track { get; set; } = before.Track;

    public CompoundMapping Compounds { get; set; } = before.Compounds;

    public FastestLap? FastestLap { get; set; } = before.FastestLap;

    public bool FlagShown { get; set; } = before.FlagShown;

    /// <summary>Cars named beyond the most that a session holds.</summary>
    public long RefusedCars { get; set; } = before.RefusedCars;

    /// <summary>
    /// The newest instant known (UTC); messages may arrive out of order, and the session's time goes back only where the source's clock was set back.
    /// </summary>
    public DateTimeOffset Now { get; } = before.MeasuredAt is { } at && at > frame.MeasuredAt && !frame.ClockSetBack ? at : frame.MeasuredAt;

    /// <summary>Session time of the newest instant.</summary>
    public TimeSpan? SessionTime { get; } =
        before.SessionTime is { } old && (frame.SessionTime is not { } now || (old > now && !frame.ClockSetBack)) ? old : frame.SessionTime;

    public ImmutableArray<SessionEvent> Events => _events?.ToImmutable() ?? [];

    public ReadOnlySpan<CarState> Cars => _cars ?? Before.Cars.AsSpan();

    public ImmutableList<RaceControlMessage> Messages { get; private set; } = before.Messages;

    /// <summary>The index of the car called <paramref name="carId"/>; −1 where there is none. Frames mostly keep one order, hence the hint.</summary>
    public int IndexOf(string carId, int hint)
    {
        var cars = Cars;
        if ((uint)hint < (uint)cars.Length && string.Equals(cars[hint].CarId, carId, StringComparison.Ordinal))
        {
            return hint;
        }

        for (var i = 0; i < cars.Length; i++)
        {
            if (string.Equals(cars[i].CarId, carId, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    public void SetCar(int index, CarState car)
    {
        if (ReferenceEquals(Cars[index], car))
        {
            return;
        }

        _cars ??= [.. Before.Cars];
        _cars[index] = car;
    }

    public int AddCar(CarState car)
    {
        _cars = [.. Cars, car];
        return _cars.Length - 1;
    }

    public void Raise(string type, string text, string? carId = null, params ReadOnlySpan<EventFact> data)
    {
        _events ??= ImmutableArray.CreateBuilder<SessionEvent>();
        _events.Add(new SessionEvent
        {
            Id = (Before.Events.IsEmpty ? 0 : Before.Events[^1].Id) + _events.Count + 1,
            Time = Now,
            Lap = Session.LeaderLap,
            Type = type,
            CarId = carId,
            Text = text,
            Data = [.. data],
        });
    }

    public void AddMessages()
    {
        foreach (var message in Frame.Messages)
        {
            Messages = Messages.Count < SessionState.MostEvents ? Messages.Add(message) : Messages;
            Raise(EventTypes.RaceControl, message.Text, message.CarId, EventFact.Of("category", message.Category), EventFact.Of("flag", message.Flag));
        }
    }

    public SessionState ToState()
    {
        var room = Math.Max(0, SessionState.MostEvents - Before.Events.Count);
        var refused = Math.Max(0, (_events?.Count ?? 0) - room);
        return Before with
        {
            Version = Before.Version + 1,
            Source = Frame.Source,
            MeasuredAt = Now,
            ReceivedAt = Frame.ReceivedAt,
            SessionTime = SessionTime,
            Tick = Frame.Tick ?? Before.Tick,
            Session = Session,
            Track = Track,
            Compounds = Compounds,
            FastestLap = FastestLap,
            FlagShown = FlagShown,
            Cars = _cars is null ? Before.Cars : System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(_cars),
            Events = _events is null ? Before.Events : Before.Events.AddRange(_events.Take(room)),
            RefusedEvents = Before.RefusedEvents + refused,
            Messages = Messages,
            RefusedCars = RefusedCars,
        };
    }
}
