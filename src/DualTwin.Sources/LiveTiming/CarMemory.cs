using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.LiveTiming;

/// <summary>What has to be remembered of a car to read the feed's next delta.</summary>
internal sealed class CarMemory(string carId)
{
    private Colours _lastLap;
    private bool _awaitsSector3;

    /// <summary>A copy that goes its own way.</summary>
    public CarMemory Copy()
    {
        var copy = (CarMemory)MemberwiseClone();
        (copy.Laps, copy.Stints, copy.Sectors, copy.Names) = (Laps.Copy(), Stints.Copy(), Sectors.Copy(), Names.Copy());
        return copy;
    }

    /// <summary>The car's racing number as text.</summary>
    public string CarId { get; } = carId;

    /// <summary>Laps and lap times.</summary>
    public LapTracker Laps { get; private set; } = new();

    /// <summary>Stints and the visits between them.</summary>
    public StintTracker Stints { get; private set; } = new();

    /// <summary>Sectors on display.</summary>
    public SectorDisplay Sectors { get; private set; } = new();

    /// <summary>The driver's names.</summary>
    public DriverNames Names { get; private set; } = new();

    /// <summary>Whether the car is in the pit lane.</summary>
    public bool? InPit { get; private set; }

    /// <summary>Whether the car left the pit lane and has not reached the first sector's end.</summary>
    public bool PitOut { get; set; }

    /// <summary>Whether the timing data itself has told the best lap.</summary>
    public bool TimingTellsBestLap { get; set; }

    /// <summary>Takes over whether the car is in the pit lane; an entry counts as a visit where <paramref name="counts"/> says so.</summary>
    public void SetInPit(bool inPit, bool counts)
    {
        // Cars stand in the garage or the pit lane at first: only one that was seen outside enters.
        if (inPit && InPit is false && counts)
        {
            Stints.Enter();
        }

        InPit = inPit;
    }

    /// <summary>The colour of the last lap after the marks that a message says; null says nothing.</summary>
    public SectorPace LastLapPace(bool? sessionBest, bool? personalBest)
    {
        _lastLap.Apply(sessionBest, personalBest);
        return _lastLap.Pace;
    }

    /// <summary>
    /// The sectors of the last complete lap, where this message made them known: with the lap, or with a third sector that
    /// comes after it.
    /// </summary>
    /// <param name="completed">Whether a lap was completed at the line in this message.</param>
    /// <param name="first">Whether the message sets the first sector, so that the display shows the next lap.</param>
    /// <param name="third">Whether the message sets the third sector.</param>
    /// <param name="lapTime">The lap's time, where it is known.</param>
    public LapSectors? LapSectors(bool completed, bool first, bool third, TimeSpan? lapTime)
    {
        _awaitsSector3 = (_awaitsSector3 && !first) || completed;
        if (!_awaitsSector3 || !(completed || third) || Sectors.Times.Sector3 is null)
        {
            return null;
        }

        _awaitsSector3 = false;
        return Sectors.OfLap(lapTime);
    }
}
