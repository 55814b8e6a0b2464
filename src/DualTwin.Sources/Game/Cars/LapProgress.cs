using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Session;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Cars;

/// <summary>
/// Follows a car's laps. The game shows the current lap's sectors and the last lap's time, so the last lap's sectors are those seen
/// until the line, and its third is what is left of its time.
/// </summary>
internal sealed class LapProgress
{
    private const byte LastSector = 2;

    private PitTimer _lane = new();
    private PitTimer _box = new();
    private int _lap;
    private int _sector = -1;
    private TimeSpan? _sector1;
    private TimeSpan? _sector2;
    private bool _invalid;
    private TimeSpan? _lastLap;
    private bool? _inPit;
    private (ushort Format, byte Code, ResultStatus? Status)? _result;

    /// <summary>The set of tyres that is on.</summary>
    public FittedTyres Fitted { get; private set; } = new();

    /// <summary>Complete laps; null until the game tells laps.</summary>
    public int? Completed { get; private set; }

    /// <summary>Whether the car takes part in the session, or has.</summary>
    public bool TakesPart { get; private set; }

    /// <summary>A copy that goes its own way.</summary>
    public LapProgress Copy()
    {
        var copy = (LapProgress)MemberwiseClone();
        (copy._lane, copy._box, copy.Fitted) = (_lane.Copy(), _box.Copy(), Fitted.Copy());
        return copy;
    }

    /// <summary>Reads the slot's lap data.</summary>
    public void Read<T>(ref T lap, ushort format, double? trackLength, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ILapData
    {
        var status = StatusOf(format, lap.ResultStatus);
        faults.Knows(status is not null);
        TakesPart |= status is not (null or ResultStatus.Invalid or ResultStatus.Inactive);
        if (!TakesPart)
        {
            return;
        }

        draft.Any = true;
        ReadOrder(ref lap, faults, ref draft);
        ReadLaps(ref lap, status, faults, ref draft);
        ReadPit(ref lap, faults, ref draft);
        draft.Retired = status is null ? draft.Retired : status is not (ResultStatus.Active or ResultStatus.Finished);
        draft.Finished = status == ResultStatus.Finished ? true : null;
        faults.Holds(float.IsFinite(lap.LapDistance));
        draft.LapFraction = trackLength is > 0 && lap.LapDistance >= 0 && lap.LapDistance <= trackLength ? lap.LapDistance / trackLength : null;
        draft.Penalties = new(
            lap.Penalties, lap.TotalWarnings ?? lap.Warnings, lap.CornerCuttingWarnings, lap.NumUnservedDriveThroughPens, lap.NumUnservedStopGoPens);
    }

    /// <summary>Takes the game's last word on how many laps the car completed.</summary>
    public void Classified(int laps) => Completed = Math.Max(Completed ?? 0, laps);

    /// <summary>Forgets the laps so far.</summary>
    public void Forget()
    {
        (_lap, _sector, _sector1, _sector2, _invalid, _lastLap, _inPit, Completed) = (0, -1, null, null, false, null, null, null);
        _lane.Begin();
        _box.Begin();
        Fitted.Forget();
    }

    private static void ReadOrder<T>(ref T lap, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ILapData
    {
        draft.Position = lap.CarPosition > 0 && faults.Holds(lap.CarPosition <= GameField.Slots) ? lap.CarPosition : null;
        draft.Cleared |= lap.CarPosition == 0 ? CarFields.Position : CarFields.None;
        draft.GridPosition = lap.GridPosition > 0 && faults.Holds(lap.GridPosition <= GameField.Slots) ? lap.GridPosition : null;
    }

    private void ReadLaps<T>(ref T lap, ResultStatus? status, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ILapData
    {
        int number = lap.CurrentLapNum;
        var last = lap.LastLapTimeInMS is { } ms ? GameValues.Milliseconds((long)ms) : GameValues.Seconds(lap.LastLapTime);

        // The game leaves the lap's number as it is when a car takes the flag: only the last lap's time tells that the lap is over.
        var flagged = status == ResultStatus.Finished && number == _lap && last is not null && last != _lastLap;
        var seenFinished = status == ResultStatus.Finished && _lap == 0;
        if (_lap > 0 && (number > _lap || flagged))
        {
            EndLap(last, skipped: number > _lap + 1, ref draft);
        }

        Completed = Math.Max(number - 1 + (flagged || seenFinished ? 1 : 0), number < _lap ? 0 : Completed ?? 0);
        (_lap, _lastLap) = (number, last);
        _invalid |= lap.CurrentLapInvalid == 1;
        ReadSectors(ref lap, faults, ref draft);
        draft.LapsCompleted = Completed;
        draft.LastLapTime ??= last;
    }

    private void EndLap(TimeSpan? time, bool skipped, ref CarDraft draft)
    {
        if (!skipped && time is { } whole)
        {
            var third = whole - _sector1 - _sector2;
            var sectors = new LapSectors(_sector1, _sector2, third > TimeSpan.Zero ? third : null);
            draft.LastLapTime = whole;
            draft.LastLapValid = !_invalid;
            draft.LastLapSectors = sectors;
            draft.Sectors = sectors;
        }

        (_sector, _sector1, _sector2, _invalid) = (-1, null, null, false);
    }

    private void ReadSectors<T>(ref T lap, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ILapData
    {
        var elapsed = lap.CurrentLapTimeInMS is { } ms ? GameValues.Milliseconds((long)ms) : GameValues.Seconds(lap.CurrentLapTime);
        if (!faults.Knows(lap.Sector <= LastSector))
        {
            return;
        }

        var entered = lap.Sector != _sector;
        if (lap.Sector >= 1 && _sector1 is null)
        {
            _sector1 = GameValues.SectorWithin(lap.Sector1TimeMSPart, lap.Sector1TimeMinutesPart, elapsed, entered && _sector == 0);
            draft.Cleared |= entered ? CarFields.Sector2 | CarFields.Sector3 : CarFields.None;
            draft.Sectors = draft.Sectors with { Sector1 = _sector1 };
        }

        if (lap.Sector >= 2 && _sector2 is null)
        {
            _sector2 = GameValues.SectorWithin(
                lap.Sector2TimeMSPart, lap.Sector2TimeMinutesPart, elapsed - _sector1, entered && _sector == 1);
            draft.Sectors = draft.Sectors with { Sector2 = _sector2 };
        }

        _sector = lap.Sector;
    }

    private void ReadPit<T>(ref T lap, GameFaults faults, ref CarDraft draft)
        where T : unmanaged, ILapData
    {
        // One unknown code of the two leaves the car where it was.
        if (!(faults.Knows(lap.PitStatus <= (byte)PitStatus.InPitArea) & faults.Knows(lap.DriverStatus <= (byte)DriverStatus.OnTrack)))
        {
            return;
        }

        var inPit = lap.PitStatus != (byte)PitStatus.None || lap.DriverStatus == (byte)DriverStatus.InGarage;
        if (inPit && _inPit == false)
        {
            _lane.Begin();
            _box.Begin();
            Fitted.EnterPits();
        }

        if (lap.PitLaneTimerActive == 1)
        {
            _lane.Read(lap.PitLaneTimeInLaneInMS);
            _box.Read(lap.PitStopTimerInMS);
        }

        if (!inPit && _inPit == true)
        {
            draft.PitLaneTime = _lane.Time;
            draft.StationaryTime = _box.Time;
            draft.LeftPits = true;
            draft.DroveThrough = _lane.Time is not null && _box.Time is null;
        }

        _inPit = inPit;
        draft.InPit = inPit;
    }

    // Looked up only when it changes: the table is of names.
    private ResultStatus? StatusOf(ushort format, byte code)
    {
        if (_result is not { } known || (known.Format, known.Code) != (format, code))
        {
            _result = known = (format, code, CodeTables.ReadResultStatus(format, code));
        }

        return known.Status;
    }
}
