using DualTwin.Server.Sessions;

namespace DualTwin.Server.Sourcing;

/// <summary>What has been refused since the start, by reason: by all sources, and by the session itself.</summary>
internal static class Refusals
{
    // The reason that the reader of one message gives, too.
    private const string TooManyCars = "too_many_cars";
    private const string TooManyEvents = "too_many_events";

    public static Dictionary<string, long> Of(SessionHost session)
    {
        var refused = session.Supervisor.Status.Slots
            .SelectMany(slot => slot.Refused)
            .GroupBy(reason => reason.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(reason => reason.Value), StringComparer.Ordinal);
        var measured = session.Feed.Current.View.Measured;
        Add(TooManyCars, measured.RefusedCars);
        Add(TooManyEvents, measured.RefusedEvents);
        return refused;

        void Add(string reason, long count)
        {
            if (count > 0)
            {
                refused[reason] = refused.GetValueOrDefault(reason) + count;
            }
        }
    }
}
