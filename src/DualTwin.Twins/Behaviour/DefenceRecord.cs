namespace DualTwin.Twins.Behaviour;

/// <summary>How often a car was attacked and passed.</summary>
/// <param name="Attacks">Laps that began with a rival within a second behind.</param>
/// <param name="Lost">Those of them that ended behind it.</param>
internal readonly record struct DefenceRecord(int Attacks, int Lost);
