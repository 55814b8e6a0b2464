using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Pace;

namespace DualTwin.Twins.Laps;

/// <summary>
/// What a car's own laps say of its pace: robust moving levels of its stint, and how the newest lap stands to them. A function of the history
/// alone, so that a corrected lap corrects everything. Not changed once it has been read.
/// </summary>
internal sealed class OwnLaps
{
    /// <summary>Laps looked back at singly, the newest included.</summary>
    public const int Window = 8;

    // The start and the laps after it say nothing of a car's pace.
    private const int FirstCleanLap = 4;
    private const double SlowGain = 0.15;
    private const double Gain = 0.3;
    private const double FastGain = 0.6;
    private const double FreeGain = 0.35;
    private const double FreeLimitSeconds = 1;
    private const double FreeAirSeconds = 1.8;

    // A lap moves the levels by no more than this many times the car's scatter, so that a mistake does not count as pace.
    private const double LimitDeviations = 2.5;
    private const double LimitSeconds = 0.1;
    private const double ScatterGain = 0.1;
    private const double ScatterLimit = 4;
    private const double ScatterPriorSeconds = 0.4;
    private const int Never = 99;

    // How far the newest lap may lie from the median of the newest three and still be what the next is measured against, as a share of it.
    private const double ReferenceReach = 3.0 / 90;

    private LapWindow _all;
    private LapWindow _clean;

    /// <summary>Time of the newest lap, s; not a number where it has none.</summary>
    public double Seconds { get; private set; }

    /// <summary>
    /// What the next lap is measured against, s: the newest lap, or where that was far off the median of the newest three (a restart, a spin)
    /// the nearest that is not. Not a number where the newest lap is no normal racing lap.
    /// </summary>
    public double Reference => Clean
        ? Math.Clamp(Seconds, MedianOfThree * (1 - ReferenceReach), MedianOfThree * (1 + ReferenceReach))
        : double.NaN;

    /// <summary>Number of the newest lap.</summary>
    public int Lap { get; private set; }

    /// <summary>Whether the newest lap is a normal racing lap.</summary>
    public bool Clean { get; private set; }

    /// <summary>Whether it saw a yellow flag.</summary>
    public bool Yellow { get; private set; }

    /// <summary>Whether it ended in the pit lane.</summary>
    public bool PitIn { get; private set; }

    /// <summary>Levels of the stint's clean laps, slow, middle and fast, s; not numbers before the first.</summary>
    public double SlowLevel { get; private set; }

    /// <inheritdoc cref="SlowLevel"/>
    public double Level { get; private set; }

    /// <inheritdoc cref="SlowLevel"/>
    public double FastLevel { get; private set; }

    /// <summary>Level of the stint's laps in clean air, s.</summary>
    public double FreeLevel { get; private set; }

    /// <summary>The newest lap less the level before it, s; not a number for a lap that is not clean or the first of its stint.</summary>
    public double Residual { get; private set; }

    /// <summary>Mean distance of laps from the level, s.</summary>
    public double Scatter { get; private set; }

    /// <summary>Clean laps in the stint.</summary>
    public int StintLaps { get; private set; }

    /// <summary>Laps since the pit lane was left; 99 before any visit.</summary>
    public int SinceStop { get; private set; }

    /// <summary>Laps since one that was neutralised; 99 before any.</summary>
    public int SinceNeutralised { get; private set; }

    /// <summary>Time behind the car ahead at the end of the lap before the newest, s.</summary>
    public double GapBefore { get; private set; }

    /// <summary>Reads all laps of <paramref name="car"/>.</summary>
    public static OwnLaps Read(CarState car)
    {
        var own = new OwnLaps
        {
            Seconds = double.NaN,
            SlowLevel = double.NaN,
            Level = double.NaN,
            FastLevel = double.NaN,
            FreeLevel = double.NaN,
            Residual = double.NaN,
            GapBefore = double.NaN,
            Scatter = ScatterPriorSeconds,
            SinceStop = Never,
            SinceNeutralised = Never,
        };
        var gap = double.NaN;
        foreach (var lap in car.Laps)
        {
            own.GapBefore = gap;
            own.Take(lap);
            gap = lap.Interval?.TotalSeconds ?? double.NaN;
        }

        return own;
    }

    /// <summary>Time of the lap <paramref name="back"/> laps before the newest, s; not a number where that was no clean lap.</summary>
    public double Before(int back) => _all.Count > back ? _all[back] : double.NaN;

    /// <summary>Median of the newest three clean laps of the race, s.</summary>
    public double MedianOfThree => _clean.Median(Math.Min(3, _clean.Count));

    /// <summary>Median of the newest five clean laps of the stint, s.</summary>
    public double MedianOfStint => _clean.Median(Math.Min(5, StintLaps));

    /// <summary>Best of the newest eight clean laps of the stint, s.</summary>
    public double BestOfStint => _clean.Least(Math.Min(Window, StintLaps));

    /// <summary>Median step between neighbours of the newest clean laps, s; not a number with fewer than four.</summary>
    public double TypicalStep => _clean.Count < 4 ? double.NaN : _clean.MedianStep();

    private void Take(LapRecord lap)
    {
        var green = lap.TrackStatus is null or TrackStatus.Green or TrackStatus.Yellow;
        Lap = lap.Lap;
        Seconds = LapQuality.Seconds(lap) ?? double.NaN;
        Clean = lap.Lap >= FirstCleanLap && LapQuality.IsRacing(lap) && double.IsFinite(Seconds);
        Yellow = lap.TrackStatus == TrackStatus.Yellow;
        PitIn = lap.PitIn;
        SinceStop = lap.PitOut ? 0 : Math.Min(Never, SinceStop + 1);
        SinceNeutralised = green ? Math.Min(Never, SinceNeutralised + 1) : 0;
        Residual = double.NaN;
        if (lap.PitOut)
        {
            (SlowLevel, Level, FastLevel, FreeLevel, StintLaps) = (double.NaN, double.NaN, double.NaN, double.NaN, 0);
        }

        _all.Push(Clean ? Seconds : double.NaN);
        if (Clean)
        {
            TakeClean(lap);
        }
    }

    private void TakeClean(LapRecord lap)
    {
        if (StintLaps == 0)
        {
            (SlowLevel, Level, FastLevel) = (Seconds, Seconds, Seconds);
        }
        else
        {
            Residual = Seconds - Level;
            Scatter = ((1 - ScatterGain) * Scatter) + (ScatterGain * Math.Min(Math.Abs(Residual), ScatterLimit * Scatter));
            var limit = (LimitDeviations * Scatter) + LimitSeconds;
            SlowLevel += SlowGain * Math.Clamp(Seconds - SlowLevel, -limit, limit);
            Level += Gain * Math.Clamp(Seconds - Level, -limit, limit);
            FastLevel += FastGain * Math.Clamp(Seconds - FastLevel, -limit, limit);
        }

        if (lap.Interval is null || lap.Interval.Value.TotalSeconds > FreeAirSeconds)
        {
            FreeLevel = double.IsNaN(FreeLevel) ? Seconds : FreeLevel + (FreeGain * Math.Clamp(Seconds - FreeLevel, -FreeLimitSeconds, FreeLimitSeconds));
        }

        _clean.Push(Seconds);
        StintLaps++;
    }
}
