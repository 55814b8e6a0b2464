using System.Collections.Immutable;
using DualTwin.Sources.LiveTiming;
using DualTwin.Sources.OpenF1.Documents;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.OpenF1;

/// <summary>The newest documents of a session, and what the frames have said of it.</summary>
internal sealed class SessionDocuments(SessionDocument session)
{
    // Four times the largest grid known; keeps a broken service from filling the memory.
    private const int MostCars = 100;

    private Dictionary<string, CarDocuments> _cars = new(StringComparer.Ordinal);

    public SessionDocument Session { get; set; } = session;

    public string? MeetingName { get; set; }

    public Latest<TrackUpdate>? Weather { get; set; }

    /// <summary>Race control's messages in their order.</summary>
    public ImmutableSortedSet<ControlMessage> Messages { get; private set; } = ImmutableSortedSet.Create<ControlMessage>(ControlOrder.Instance);

    /// <summary>Lap times that race control deleted, by car.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<LapDeletion>> Deletions { get; private set; } = ImmutableDictionary<string, ImmutableHashSet<LapDeletion>>.Empty;

    public IEnumerable<CarDocuments> Cars => _cars.Values;

    /// <summary>What the frames have said of the session.</summary>
    public SessionUpdate ToldSession { get; set; } = new();

    /// <summary>What the frames have said of the track.</summary>
    public TrackUpdate ToldTrack { get; set; } = new();

    /// <summary>Newest instant that a document named (UTC); null before the first.</summary>
    public DateTimeOffset? NewestAt { get; set; }

    /// <summary>A copy that goes its own way.</summary>
    public SessionDocuments Copy()
    {
        var copy = (SessionDocuments)MemberwiseClone();
        copy._cars = _cars.ToDictionary(car => car.Key, car => car.Value.Copy(), StringComparer.Ordinal);
        return copy;
    }

    /// <summary>Adds a message of race control.</summary>
    public void Add(ControlMessage message)
    {
        Messages = Messages.Add(message);
        if (message.Deletion is { } deletion)
        {
            Deletions = Deletions.SetItem(deletion.CarId, Deletions.GetValueOrDefault(deletion.CarId, []).Add(deletion));
        }
    }

    /// <summary>The car called <paramref name="carId"/>; null where it is not known.</summary>
    public CarDocuments? Find(string carId) => _cars.GetValueOrDefault(carId);

    /// <summary>The car called <paramref name="carId"/>; null where there are too many.</summary>
    public CarDocuments? Of(string carId)
    {
        if (_cars.TryGetValue(carId, out var car))
        {
            return car;
        }

        return _cars.Count >= MostCars ? null : _cars[carId] = new CarDocuments(carId);
    }
}
