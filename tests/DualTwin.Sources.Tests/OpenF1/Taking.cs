using System.Text;
using DualTwin.Sources.OpenF1;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>An intake of OpenF1 and the state that its frames give.</summary>
internal sealed class Taking
{
    private static readonly SourceIdentity Identity = new("openf1", "test", SourceMode.Live);

    private readonly OpenF1Intake _intake;

    public Taking() => _intake = new OpenF1Intake(Identity, Counters);

    public SourceCounters Counters { get; } = new();

    public SessionState State { get; private set; } = SessionState.Empty;

    public DateTimeOffset Now { get; set; } = MadeSession.Start.AddHours(3);

    /// <summary>Takes a session's description, and so follows it.</summary>
    public static Taking Of(MadeSession session) => new Taking().Say("sessions", session.Session.ToJsonString(), snapshot: true);

    public static Taking Of(string type, string name) => Of(new MadeSession(0, type, name));

    public Taking Say(string collection, string json, bool snapshot = false)
    {
        if (Take(collection, json, snapshot) is { } frame)
        {
            State = SessionMerger.Apply(State, frame).State;
        }

        return this;
    }

    public Taking Say(MadeDocument document) => Say(document.Collection, document.Streamed);

    public Frame? Take(string collection, string json, bool snapshot = false) =>
        _intake.Take(new RawMessage(collection, Now, null, snapshot, Encoding.UTF8.GetBytes(json)));
}
