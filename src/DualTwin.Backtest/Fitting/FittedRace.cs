using DualTwin.Backtest.Archive;

namespace DualTwin.Backtest.Fitting;

/// <summary>A race on its way through the fit: what was recorded, and what is worked out from it once.</summary>
internal sealed class FittedRace
{
    // Slower than this against the race's median is trouble, not pace.
    private const double SlowestRacingLap = 1.07;

    // More than a stray lap on other than slicks says that the track was not dry throughout.
    private const double DryWetShare = 0.01;

    public FittedRace(RecordedRace race, string circuit)
    {
        Race = race;
        Circuit = circuit;
        Order = new RaceOrder(race);
        Gaps = Order.Gaps();
        Dry = race.WetShare < DryWetShare;
        var racing = race.Cars.SelectMany(c => c.Laps).Where(l => l.Racing && !l.Wet).Select(l => l.LapSeconds!.Value).ToArray();
        MedianLapSeconds = RobustStatistics.Median(racing);
        SlowestSeconds = SlowestRacingLap * MedianLapSeconds;
        FuelKgPerLap = RaceFuelKg / race.LapCount;
    }

    /// <summary>Fuel burnt over a race, kg: the limit of the 2019–2025 regulations; the sample kept for scrutineering is about 1 kg.</summary>
    public static double RaceFuelKg => 109;

    public RecordedRace Race { get; }

    public string Circuit { get; }

    public RaceOrder Order { get; }

    public Dictionary<(string Driver, int Lap), double> Gaps { get; }

    public bool Dry { get; }

    public double MedianLapSeconds { get; }

    public double SlowestSeconds { get; }

    public double FuelKgPerLap { get; }

    /// <summary>Pace of the race's cars; null where there are too few laps to tell.</summary>
    public RacePace? Pace { get; set; }

    /// <summary>Lap time, from the crossings of the line where nobody measured it.</summary>
    public static double? SecondsOf(RecordedCar car, int lap)
    {
        var now = car.Lap(lap);
        return now?.LapSeconds ?? (now?.EndSeconds - car.Lap(lap - 1)?.EndSeconds);
    }
}
