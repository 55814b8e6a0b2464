using DualTwin.RaceModel.Sampling;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>A sampled race with the way of every car, ready to be looked at any time.</summary>
/// <param name="Sampled">What was sampled.</param>
/// <param name="Profile">How speed goes up and down along a lap.</param>
/// <param name="Cars">The cars, in the order of the sample.</param>
internal sealed record SimulatedRace(SampledRace Sampled, SpeedProfile Profile, SimulatedCar[] Cars)
{
    private readonly int _firstLap = Cars.Max(c => c.Start.LapsCompleted);

    /// <summary>When the last car is in, s since lights out.</summary>
    public double EndSeconds { get; } = Cars.Max(c => c.FinishesAt ?? c.RetiresAt ?? 0);

    /// <summary>Wetness of the track and whether it rains, in the given lap of the leader.</summary>
    public (double Wetness, bool Raining) WeatherIn(int lap) => Sampled.Weather.Length == 0
        ? (Sampled.Start.Wetness, Sampled.Start.Raining)
        : Sampled.Weather[Math.Clamp(lap - _firstLap - 1, 0, Sampled.Weather.Length - 1)];

    public TrackStatus StatusAt(double seconds) => Sampled.Cautions.FirstOrDefault(c => c.Covers(seconds))?.Kind switch
    {
        CautionKind.SafetyCar => TrackStatus.SafetyCar,
        CautionKind.VirtualSafetyCar => TrackStatus.VirtualSafetyCar,
        CautionKind.Yellow => TrackStatus.Yellow,
        _ => TrackStatus.Green,
    };
}
