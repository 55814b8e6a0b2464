using System.Globalization;
using System.Text;
using System.Text.Json;
using DualTwin.Session;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.Replay;

/// <summary>Recordings of all kinds, and what a session comes to, in a form that can be compared between sources.</summary>
internal static class Played
{
    /// <summary>The state after the first <paramref name="frames"/> frames of <paramref name="recording"/>.</summary>
    public static SessionState Through(IRecording recording, long frames = long.MaxValue)
    {
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        using var reader = recording.Open(new SourceCounters());
        for (long i = 0; i < frames && reader.MoveNext(); i++)
        {
            pipeline.Apply(reader.Current);
        }

        return pipeline.Current.State;
    }

    /// <summary>
    /// All that a session says of cars, laps, stints, stops and events, one fact a line. Who told it, when it arrived and where session
    /// time has its zero is left out.
    /// </summary>
    public static string Story(SessionState state)
    {
        var zero = state.SessionTime;
        var story = new StringBuilder();
        var session = state.Session;
        story.AppendLine(CultureInfo.InvariantCulture, $"{session.SessionId} {session.Type} {session.Kind} {session.Phase} lap {session.LeaderLap} of {session.TotalLaps} Q{session.QualifyingPart}");
        story.AppendLine(CultureInfo.InvariantCulture, $"{state.Track} {state.FastestLap} {state.Messages.Count} messages");
        foreach (var message in state.Messages)
        {
            story.AppendLine(CultureInfo.InvariantCulture, $"{message}");
        }

        foreach (var car in state.Cars.OrderBy(c => c.CarId, StringComparer.Ordinal))
        {
            story.AppendLine(CultureInfo.InvariantCulture, $"{car.CarId} {car.Identity} {car.Timing with { LastCrossing = zero - car.Timing.LastCrossing }}");
            story.AppendLine(CultureInfo.InvariantCulture, $"  {car.Condition} {car.Tyres} knocked out {car.KnockedOut} stops {car.StopCount}");
            story.AppendLine(CultureInfo.InvariantCulture, $"  {car.Motion} {car.Systems}");
            car.Laps.ForEach(lap => story.AppendLine(CultureInfo.InvariantCulture, $"  {lap with { CompletedAt = zero - lap.CompletedAt }}"));
            car.PitVisits.ForEach(visit => story.AppendLine(
                CultureInfo.InvariantCulture, $"  {visit with { EnteredAt = zero - visit.EnteredAt, LeftAt = zero - visit.LeftAt }}"));
            car.Stints.ForEach(stint => story.AppendLine(CultureInfo.InvariantCulture, $"  {stint}"));
        }

        foreach (var e in state.Events)
        {
            story.AppendLine(CultureInfo.InvariantCulture, $"{e.Time:O} {e.Lap} {e.Type} {e.CarId} {e.Text}");
        }

        return story.ToString();
    }
}
