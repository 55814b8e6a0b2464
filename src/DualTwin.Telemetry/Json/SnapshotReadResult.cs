using System.Collections.Immutable;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Telemetry.Json;

/// <summary>What a JSON message gave.</summary>
/// <param name="Frame">The frame; null where the message as a whole was refused.</param>
/// <param name="Problems">What was refused, at most <see cref="SnapshotReader.MaxProblems"/> of it.</param>
/// <param name="Refused">How many values were refused in all.</param>
public readonly record struct SnapshotReadResult(Frame? Frame, ImmutableArray<FieldProblem> Problems, int Refused);
