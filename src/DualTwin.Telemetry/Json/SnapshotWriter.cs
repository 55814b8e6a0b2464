using System.Text.Json;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Json;

/// <summary>
/// Writes <c>telemetry_state.json</c> straight from the session state: it stands on the way of every frame to its readers,
/// so no document object is built in between.
/// </summary>
public static class SnapshotWriter
{
    /// <summary>Writes the snapshot of <paramref name="state"/>, cars in race order.</summary>
    /// <param name="writer">Takes one JSON object; not flushed.</param>
    /// <param name="state">The measured truth; one frame at least has been merged into it.</param>
    /// <param name="estimates">One entry per car of <paramref name="state"/>, in its order; or empty.</param>
    /// <param name="version">1.0.0 has exactly the contract's fields, 1.1.0 all.</param>
    /// <exception cref="ArgumentException"><paramref name="state"/> is empty, or there are not as many estimates as cars.</exception>
    public static void Write(Utf8JsonWriter writer, SessionState state, ReadOnlySpan<CarEstimates> estimates, SchemaVersion version)
    {
        if (state.MeasuredAt is not { } measuredAt)
        {
            throw new ArgumentException("A state without a frame has no snapshot.", nameof(state));
        }

        if (!estimates.IsEmpty && estimates.Length != state.Cars.Length)
        {
            throw new ArgumentException($"{estimates.Length} estimates for {state.Cars.Length} cars.", nameof(estimates));
        }

        var newest = version >= SchemaVersion.Version110;
        writer.WriteStartObject();
        if (newest)
        {
            writer.WriteString(SnapshotNames.SchemaVersion, version.Name());
        }

        writer.WriteString(SnapshotNames.Timestamp, measuredAt.UtcDateTime);
        writer.WriteNumber(SnapshotNames.Lap, state.Session.LeaderLap);
        writer.WriteString(SnapshotNames.SessionType, SchemaNames.Of(state.Session.Type));
        if (newest)
        {
            WriteOrigin(writer, state);
            WriteSession(writer, state);
        }

        WriteTrack(writer, state.Track, newest);
        WriteCars(writer, state, estimates, newest);
        writer.WriteEndObject();
    }

    private static void WriteCars(Utf8JsonWriter writer, SessionState state, ReadOnlySpan<CarEstimates> estimates, bool newest)
    {
        Span<int> order = state.Cars.Length <= 64 ? stackalloc int[state.Cars.Length] : new int[state.Cars.Length];
        RaceOrder.Fill(state.Cars.AsSpan(), order);
        writer.WriteStartArray(SnapshotNames.Cars);
        foreach (var index in order)
        {
            SnapshotCarWriter.Write(writer, state.Cars[index], estimates.IsEmpty ? default : estimates[index], newest);
        }

        writer.WriteEndArray();
    }

    private static void WriteTrack(Utf8JsonWriter writer, TrackConditions track, bool newest)
    {
        writer.WriteStartObject(SnapshotNames.TrackConditions);
        FixedDecimal.Write(writer, SnapshotNames.Temperature, track.TrackTemperatureCelsius, 1);
        writer.WriteString(SnapshotNames.Weather, SchemaNames.Of(track.Weather));
        writer.WriteString(SnapshotNames.TrackStatus, SchemaNames.Of(track.Status));
        if (newest)
        {
            FixedDecimal.Write(writer, SnapshotNames.AirTemperature, track.AirTemperatureCelsius, 1);
            FixedDecimal.Write(writer, SnapshotNames.Humidity, track.HumidityPercent, 1);
            FixedDecimal.Write(writer, SnapshotNames.WindSpeed, track.WindSpeedMetresPerSecond, 1);
            OptionalJson.Write(writer, SnapshotNames.Rain, track.Raining);
        }

        writer.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter writer, SessionState state)
    {
        writer.WriteStartObject(SnapshotNames.DataSource);
        writer.WriteString(SnapshotNames.Type, state.Source?.Type);
        writer.WriteString(SnapshotNames.Name, state.Source?.Name);
        writer.WriteString(SnapshotNames.Mode, SchemaNames.Of(state.Source?.Mode));
        writer.WriteEndObject();
        OptionalJson.Write(writer, SnapshotNames.Simulated, state.Source?.Simulated);
        OptionalJson.Write(writer, SnapshotNames.MeasuredAt, state.MeasuredAt);
        OptionalJson.Write(writer, SnapshotNames.ReceivedAt, state.ReceivedAt);
    }

    private static void WriteSession(Utf8JsonWriter writer, SessionState state)
    {
        var session = state.Session;
        writer.WriteStartObject(SnapshotNames.Session);
        writer.WriteString(SnapshotNames.Id, session.SessionId);
        writer.WriteString(SnapshotNames.Kind, SchemaNames.Of(session.Kind));
        writer.WriteString(SnapshotNames.Meeting, session.MeetingName);
        writer.WriteString(SnapshotNames.Circuit, session.CircuitName);
        writer.WriteString(SnapshotNames.Phase, SchemaNames.Of(session.Phase));
        OptionalJson.Write(writer, SnapshotNames.TotalLaps, session.TotalLaps);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.Clock, state.SessionTime);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.Remaining, session.Remaining);
        OptionalJson.Write(writer, SnapshotNames.QualifyingPart, session.QualifyingPart);
        QualifyingCutJson.Write(writer, QualifyingCut.Of(state));
        WriteFastestLap(writer, state.FastestLap);
        SessionMoreJson.Write(writer, session);
        writer.WriteEndObject();
    }

    private static void WriteFastestLap(Utf8JsonWriter writer, FastestLap? lap)
    {
        if (lap is null)
        {
            writer.WriteNull(SnapshotNames.FastestLap);
            return;
        }

        writer.WriteStartObject(SnapshotNames.FastestLap);
        writer.WriteString(SnapshotNames.CarId, lap.CarId);
        OptionalJson.Write(writer, SnapshotNames.Lap, lap.Lap);
        FixedDecimal.WriteSeconds(writer, SnapshotNames.LapTime, lap.Time);
        writer.WriteEndObject();
    }
}
