using DualTwin.Backtest.Archive;
using DualTwin.Session;

namespace DualTwin.Backtest.Walk;

/// <summary>The moment at which a car has completed a lap.</summary>
/// <param name="Car">The car.</param>
/// <param name="Lap">The lap just completed.</param>
/// <param name="View">What the pipeline makes of all that was known then.</param>
public readonly record struct WalkedLap(RecordedCar Car, RecordedLap Lap, View View);
