using DualTwin.F1Game.Codes;
using DualTwin.Sources.Game.Values;

namespace DualTwin.Sources.Game.Cars;

/// <summary>The set of tyres on a car as the running data shows it, and whether a visit to the pits left it on.</summary>
internal sealed class FittedTyres
{
    private (byte Actual, byte Visual, byte Age) _now;
    private (byte Actual, byte Visual, byte Age)? _told;
    private (byte Actual, byte Visual, byte Age)? _atPitEntry;

    /// <summary>
    /// Whether the set is the one that came into the pits, by all that shows: its compound, and an age that went on by at most the lap
    /// that ended in the lane. A set as old as that one would pass for it, until the list of stints tells better.
    /// </summary>
    public bool IsAsAtPitEntry => _atPitEntry is { } entry
        && _now.Actual != 0
        && (entry.Actual, entry.Visual) == (_now.Actual, _now.Visual)
        && entry.Age > 0
        && _now.Age - entry.Age is 0 or 1;

    /// <summary>A copy that goes its own way.</summary>
    public FittedTyres Copy() => (FittedTyres)MemberwiseClone();

    /// <summary>Sees the set, by its codes and its age in laps.</summary>
    public void See(byte actual, byte visual, byte age, ushort format, GameFaults faults)
    {
        // No compound is what a slot without a car has. Looked up only when it changes: the tables are of names.
        if ((actual, visual) != (_now.Actual, _now.Visual) && actual != 0)
        {
            faults.Name(CodeTables.ActualCompound, format, actual);
            faults.Name(CodeTables.VisualCompound, format, visual);
        }

        _now = (actual, visual, age);
    }

    /// <summary>Notes that the car comes into the pits.</summary>
    public void EnterPits() => _atPitEntry = _now.Actual == 0 ? null : _now;

    /// <summary>Tells the set where it is another than was told: for the format that lists no stints.</summary>
    public void Tell(ref CarDraft draft)
    {
        if (_now == _told || _now.Actual == 0)
        {
            return;
        }

        _told = _now;
        draft.Compound = TyreCompounds.Relative(_now.Visual);
        draft.CompoundName = TyreCompounds.Name(_now.Actual);
        draft.TyreAge = _now.Age;
    }

    public void Forget() => (_now, _told, _atPitEntry) = (default, null, null);
}
