using DualTwin.Backtest.Archive;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Walk;

/// <summary>
/// The track's status as far as complete laps tell it. A record holds the statuses that each lap saw and not when: a new one is known
/// when the first car that saw it crosses the line, and it is over when a car crosses that began its lap under a clear track.
/// </summary>
internal sealed class TrackStatusReader
{
    private double _clearSince = double.NegativeInfinity;

    /// <summary>The status after the laps read.</summary>
    public TrackStatus Status { get; private set; } = TrackStatus.Green;

    /// <summary>Reads the lap that ends now; true where the status changed.</summary>
    public bool Read(RecordedLap lap)
    {
        var before = Status;
        var worst = Worst(lap.Status);
        if (worst == TrackStatus.Green)
        {
            _clearSince = Math.Max(_clearSince, StartOf(lap));
            Status = TrackStatus.Green;
        }
        else if (Status != TrackStatus.Green || StartOf(lap) >= _clearSince)
        {
            Status = Newest(lap.Status);
        }

        return Status != before;
    }

    /// <summary>The status of <paramref name="digits"/> that slows the field most.</summary>
    public static TrackStatus Worst(string digits)
    {
        var worst = TrackStatus.Green;
        foreach (var digit in digits)
        {
            worst = Of(digit) > worst ? Of(digit) : worst;
        }

        return worst;
    }

    // A lap that began before the track was clear again tells old news.
    private static double StartOf(RecordedLap lap) => lap.StartSeconds ?? (lap.EndSeconds - lap.LapSeconds) ?? double.PositiveInfinity;

    // Records write the digits in the order in which they were first seen; many leave the clear track out.
    private static TrackStatus Newest(string digits) => digits.Length == 0 ? TrackStatus.Green : Of(digits[^1]);

    private static TrackStatus Of(char digit) => digit switch
    {
        '2' => TrackStatus.Yellow,
        '4' => TrackStatus.SafetyCar,
        '5' => TrackStatus.Red,
        '6' or '7' => TrackStatus.VirtualSafetyCar,
        _ => TrackStatus.Green,
    };
}
