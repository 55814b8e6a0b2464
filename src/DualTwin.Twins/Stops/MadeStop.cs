using DualTwin.RaceModel.Belief;

namespace DualTwin.Twins.Stops;

/// <summary>A tyre stop that a car has made.</summary>
/// <param name="Lap">The lap at whose end it came in.</param>
/// <param name="AgeLaps">Laps on the set that came off.</param>
/// <param name="From">Compound of that set; null where unknown.</param>
/// <param name="To">Compound fitted; null where not yet told.</param>
/// <param name="Green">Whether no neutralisation was on when it came in.</param>
internal readonly record struct MadeStop(int Lap, int AgeLaps, TyreCompound? From, TyreCompound? To, bool Green);
