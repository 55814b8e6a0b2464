using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Tyres;

namespace DualTwin.Twins.Stops;

/// <summary>Which compounds a car has raced on, for the rule that a dry race needs two.</summary>
internal static class CompoundsUsed
{
    /// <summary>Dry compounds in order of first use.</summary>
    public static ImmutableArray<TyreCompound> Dry(CarState car)
    {
        Span<TyreCompound> used = stackalloc TyreCompound[3];
        var count = 0;
        foreach (var stint in car.Stints)
        {
            Add(used, ref count, stint.Compound?.ToTyre());
        }

        Add(used, ref count, car.Tyres.Compound?.ToTyre());
        return ImmutableArray.Create(used[..count]);
    }

    /// <summary>Whether the car has used one dry compound and nothing else; false where its tyres are unknown.</summary>
    public static bool OwesAnother(CarState car)
    {
        TyreCompound? only = car.Tyres.Compound?.ToTyre();
        foreach (var stint in car.Stints)
        {
            var compound = stint.Compound?.ToTyre();
            if (compound is not null && only is not null && compound != only)
            {
                return false;
            }

            only ??= compound;
        }

        return only is { } one && one.IsSlick();
    }

    private static void Add(Span<TyreCompound> used, ref int count, TyreCompound? compound)
    {
        if (compound is { } dry && dry.IsSlick() && !used[..count].Contains(dry))
        {
            used[count++] = dry;
        }
    }
}
