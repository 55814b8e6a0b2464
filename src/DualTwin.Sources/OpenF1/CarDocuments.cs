using System.Collections.Immutable;
using DualTwin.Sources.OpenF1.Documents;
using DualTwin.Sources.OpenF1.Telling;

namespace DualTwin.Sources.OpenF1;

/// <summary>The newest documents of one car, and what the frames have said of it.</summary>
internal sealed class CarDocuments(string carId)
{
    public string CarId { get; } = carId;

    public Slot<DriverDocument>? Driver { get; set; }

    public Latest<int>? Position { get; set; }

    public Latest<GapDocument>? Gap { get; set; }

    /// <summary>Laps by number.</summary>
    public ImmutableSortedDictionary<int, Slot<LapDocument>> Laps { get; set; } = ImmutableSortedDictionary<int, Slot<LapDocument>>.Empty;

    /// <summary>Stints by number.</summary>
    public ImmutableSortedDictionary<int, Slot<StintDocument>> Stints { get; set; } = ImmutableSortedDictionary<int, Slot<StintDocument>>.Empty;

    /// <summary>Visits to the pit lane by the lap in which the car entered.</summary>
    public ImmutableSortedDictionary<int, Slot<PitDocument>> Pits { get; set; } = ImmutableSortedDictionary<int, Slot<PitDocument>>.Empty;

    /// <summary>What the frames have said.</summary>
    public CarTold Told { get; set; } = CarTold.Nothing;

    /// <summary>A copy that goes its own way; all that it holds is immutable.</summary>
    public CarDocuments Copy() => (CarDocuments)MemberwiseClone();
}
