namespace DualTwin.Twins.Stops;

/// <summary>What bears on a stop and stays the same through the coming laps.</summary>
/// <param name="LifeLaps">Usual life of the set, laps.</param>
/// <param name="LifeSpreadLaps">Its standard deviation, laps.</param>
/// <param name="MustStop">A second dry compound is still owed.</param>
/// <param name="WetTyres">The set is an intermediate or a wet.</param>
/// <param name="WrongTyres">Most of the field is on the other kind, slicks or not.</param>
internal readonly record struct StopSituation(double LifeLaps, double LifeSpreadLaps, bool MustStop, bool WetTyres, bool WrongTyres);
