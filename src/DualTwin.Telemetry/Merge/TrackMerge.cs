using DualTwin.Telemetry.History;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.Merge;

/// <summary>Merges what a frame says of track and weather, and says what began and what ended.</summary>
internal static class TrackMerge
{
    public static void Apply(MergeScope merge)
    {
        if (merge.Frame.Track is not { } update)
        {
            return;
        }

        var before = merge.Track;
        var after = before with
        {
            Status = update.Status ?? before.Status,
            Weather = update.Weather ?? before.Weather,
            TrackTemperatureCelsius = update.TrackTemperatureCelsius ?? before.TrackTemperatureCelsius,
            AirTemperatureCelsius = update.AirTemperatureCelsius ?? before.AirTemperatureCelsius,
            HumidityPercent = update.HumidityPercent ?? before.HumidityPercent,
            WindSpeedMetresPerSecond = update.WindSpeedMetresPerSecond ?? before.WindSpeedMetresPerSecond,
            Raining = update.Raining ?? before.Raining,
        };
        if (after == before)
        {
            return;
        }

        merge.Track = after;
        NoteForLaps(merge, before.Status, after.Status);
        RaiseStatus(merge, before.Status, after.Status);
        if (after.Weather != before.Weather && before.Weather is not null)
        {
            merge.Raise(
                EventTypes.Weather,
                $"The weather turns {SchemaNames.Of(after.Weather)}.",
                data: [EventFact.Of("from", SchemaNames.Of(before.Weather)), EventFact.Of("to", SchemaNames.Of(after.Weather))]);
        }
    }

    private static void RaiseStatus(MergeScope merge, TrackStatus? before, TrackStatus? after)
    {
        if (before == after || (before is null && after == TrackStatus.Green))
        {
            return;
        }

        var facts = new[] { EventFact.Of("from", SchemaNames.Of(before)), EventFact.Of("to", SchemaNames.Of(after)) };
        if (Ended(before) is var (ended, endText))
        {
            merge.Raise(ended, endText, data: facts);
        }

        if (Begun(after) is var (begun, beginText))
        {
            merge.Raise(begun, beginText, data: facts);
        }

        merge.Raise(EventTypes.TrackStatus, $"Track status {SchemaNames.Of(after)}.", data: facts);
    }

    // A lap is as slow as the slowest status it saw, however briefly: its record keeps the worst.
    private static void NoteForLaps(MergeScope merge, TrackStatus? before, TrackStatus? after)
    {
        if (before == after)
        {
            return;
        }

        for (var i = 0; i < merge.Cars.Length; i++)
        {
            var car = merge.Cars[i];
            var worst = Worst(car.StatusDuringLap, Worst(before, after));
            merge.SetCar(i, worst == car.StatusDuringLap ? car : car with { StatusDuringLap = worst });
        }
    }

    private static TrackStatus? Worst(TrackStatus? a, TrackStatus? b) => a is null || b > a ? b : a;

    private static (string Type, string Text)? Begun(TrackStatus? status) => status switch
    {
        TrackStatus.SafetyCar => (EventTypes.SafetyCarDeployed, "Safety car deployed."),
        TrackStatus.VirtualSafetyCar => (EventTypes.VirtualSafetyCarDeployed, "Virtual safety car deployed."),
        TrackStatus.Red => (EventTypes.RedFlag, "Red flag."),
        _ => null,
    };

    private static (string Type, string Text)? Ended(TrackStatus? status) => status switch
    {
        TrackStatus.SafetyCar => (EventTypes.SafetyCarEnded, "The safety car is in."),
        TrackStatus.VirtualSafetyCar => (EventTypes.VirtualSafetyCarEnded, "The virtual safety car has ended."),
        TrackStatus.Red => (EventTypes.RedFlagEnded, "The red flag is over."),
        _ => null,
    };
}
