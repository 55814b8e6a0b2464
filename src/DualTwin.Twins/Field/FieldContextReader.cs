using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Field;

/// <summary>Reads what all cars share from the session state.</summary>
internal static class FieldContextReader
{
    /// <summary>What is remembered after <paramref name="events"/>.</summary>
    public static FieldMemory Remember(FieldMemory memory, SessionState state, ImmutableArray<SessionEvent> events, TwinOptions options)
    {
        var name = state.Session.CircuitName ?? state.Session.MeetingName;
        if (memory.Circuit is null || !string.Equals(memory.CircuitName, name, StringComparison.Ordinal))
        {
            var circuit = options.Circuit(name);
            memory = memory with { Circuit = circuit, CircuitName = name, PitLossSeconds = circuit.PitLossSeconds };
        }

        foreach (var happened in events)
        {
            memory = Remember(memory, happened);
        }

        return Neutralised(state) == Neutralisation.None && memory.NeutralisedSinceLap is not null
            ? memory with { NeutralisedSinceLap = null }
            : memory;
    }

    /// <summary>The context of this moment; the same object as <paramref name="before"/> where nothing differs.</summary>
    public static FieldContext Read(SessionState state, FieldMemory memory, FieldContext? before, TwinOptions options)
    {
        var neutralisation = Neutralised(state);
        var lap = Math.Max(0, state.Session.LeaderLap);
        var total = state.Session.TotalLaps ?? options.TotalLaps;
        var facts = new FieldFacts
        {
            Circuit = memory.Circuit!,
            IsRace = state.Session.IsRace,
            Underway = state.Session.Phase is SessionPhase.Running or SessionPhase.Suspended || (state.Session.Phase is null && lap > 0),
            TotalLaps = total > 0 ? total : null,
            Neutralisation = neutralisation,
            NeutralisedLaps = memory.NeutralisedSinceLap is { } since ? Math.Max(0, lap - since) : 0,
            Wet = WetTrack.Read(state),
            Raining = state.Track.Raining,
            PitLossSeconds = memory.PitLossSeconds!.Value,
            PaceDrop = options.PaceDrop,
            WearShape = options.WearShape,
            IsGame = state.Session.Game is not null,
        };
        return before is not null && facts == before.Facts ? before : new FieldContext(facts);
    }

    private static FieldMemory Remember(FieldMemory memory, SessionEvent happened) => happened.Type switch
    {
        EventTypes.SafetyCarDeployed or EventTypes.VirtualSafetyCarDeployed => memory with { NeutralisedSinceLap = happened.Lap },
        EventTypes.SafetyCarEnded or EventTypes.VirtualSafetyCarEnded => memory with { NeutralisedSinceLap = null },
        _ => memory,
    };

    private static Neutralisation Neutralised(SessionState state) => state.Track.Status switch
    {
        TrackStatus.Red => Neutralisation.RedFlag,
        TrackStatus.SafetyCar => Neutralisation.SafetyCar,
        TrackStatus.VirtualSafetyCar => Neutralisation.VirtualSafetyCar,
        _ => state.Session.Phase == SessionPhase.Suspended ? Neutralisation.RedFlag : Neutralisation.None,
    };
}
