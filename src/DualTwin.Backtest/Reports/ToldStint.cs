using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Reports;

/// <summary>A stint with what the car's twin said in it.</summary>
/// <param name="Number">Number of the stint, 1 or more.</param>
/// <param name="Compound">Compound; null where nobody told it.</param>
/// <param name="FirstLap">Its first lap.</param>
/// <param name="LastLap">Its last lap.</param>
/// <param name="Laps">Its laps in order.</param>
public sealed record ToldStint(int Number, Compound? Compound, int FirstLap, int LastLap, IReadOnlyList<ToldLap> Laps);
