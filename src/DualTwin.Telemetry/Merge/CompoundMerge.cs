using DualTwin.Telemetry.History;

namespace DualTwin.Telemetry.Merge;

/// <summary>Applies a changed mapping of compound names to every car, and says so where it corrects what was said before.</summary>
internal static class CompoundMerge
{
    public static void Remap(MergeScope merge)
    {
        var before = merge.Before.Compounds;
        if (ReferenceEquals(before, merge.Compounds))
        {
            return;
        }

        var corrected = false;
        foreach (var name in before.Names)
        {
            var (was, now) = (before.Map(name), merge.Compounds.Map(name));
            if (was != now && was is not null)
            {
                corrected = true;
                merge.Raise(
                    EventTypes.CompoundMapping,
                    $"{name} is this event's {SchemaNames.Of(now) ?? "unknown compound"}, not {SchemaNames.Of(was)}.",
                    data: [EventFact.Of("name", name), EventFact.Of("from", SchemaNames.Of(was)), EventFact.Of("to", SchemaNames.Of(now))]);
            }
        }

        for (var i = 0; corrected && i < merge.Cars.Length; i++)
        {
            if (!merge.Cars[i].SourceStints.IsEmpty)
            {
                merge.SetCar(i, StintBook.Rebuild(merge, merge.Cars[i]));
            }
        }
    }
}
