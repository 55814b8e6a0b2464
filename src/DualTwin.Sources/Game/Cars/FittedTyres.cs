using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Values;

namespace DualTwin.Sources.Game.Cars;

/// <summary>The set of tyres on a car in the format that lists no stints; told when it changes.</summary>
internal sealed class FittedTyres
{
    private (byte Actual, byte Visual, byte Age)? _told;

    public void Read<T>(ref T status, ref CarDraft draft)
        where T : unmanaged, ICarStatusData
    {
        var fitted = (status.ActualTyreCompound, status.VisualTyreCompound, status.TyresAgeLaps);
        if (fitted == _told || fitted.ActualTyreCompound == 0)
        {
            return;
        }

        _told = fitted;
        draft.Compound = TyreCompounds.Relative(fitted.VisualTyreCompound);
        draft.CompoundName = TyreCompounds.Name(fitted.ActualTyreCompound);
        draft.TyreAge = fitted.TyresAgeLaps;
    }

    public void Forget() => _told = null;
}
