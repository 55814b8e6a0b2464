using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Reports;

/// <summary>A lap that was driven, and what the car's twin said of it and after it.</summary>
/// <param name="Lap">Number of the lap.</param>
/// <param name="Seconds">Its time where it was raced, s; null for a lap through the pit lane or behind a safety car, and the race's first three.</param>
/// <param name="Predicted">What was told of it when the lap before, such a lap on the same set, had ended.</param>
/// <param name="Slope">What was told of the loss per lap of age when it had ended, s/lap.</param>
/// <param name="Wear">Measured wear at its end, 0…1; null where nobody measures it.</param>
/// <param name="WearTold">What was told of that <see cref="StintStory.WearLapsAhead"/> laps before.</param>
public sealed record ToldLap(int Lap, double? Seconds, NextLapBelief? Predicted, Estimate? Slope, double? Wear, Estimate? WearTold);
