using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Simulator;

/// <summary>One sampled race with the way of every car, ready to be looked at any time.</summary>
internal sealed class SimulatedRace
{
    // The 5 and 95 % quantiles of the medians of 54 recorded races of 2022–2024: air 16.2 to 31.5 °C, track 3.2 to 25.3 °C warmer.
    private const double CoolestAir = 16;
    private const double AirSpread = 15.5;
    private const double LeastTrackExcess = 3;
    private const double TrackExcessSpread = 22;

    // Keeps what is drawn for the field, the race and the weather apart.
    private const ulong RaceStream = 0x9E3779B97F4A7C15;
    private const ulong AirStream = 0xD1B54A32D192ED03;

    public SimulatedRace(SimulatorOptions options, CircuitProfile circuit, ulong seed)
    {
        Seed = seed;
        var entrants = Entrant.First(options.Cars);
        var field = StartingField.Draw(
            circuit, CircuitCatalogue.Figures.Field, [.. entrants.Select(e => e.Number.ToString())], options.Laps ?? circuit.RaceLaps, seed);
        Sampled = SampledRace.Run(field.Parameters with { WeatherChanges = options.WeatherChanges }, field.Condition, seed ^ RaceStream);
        var lapMetres = circuit.LapLengthMetres
            ?? throw new SourceException($"The simulator cannot run on {circuit.Name}: its lap length is not known.");
        Profile = new SpeedProfile(lapMetres, circuit.ReferenceLapSeconds);
        var paths = new PathBuilder(Profile, Sampled);
        Cars = [.. entrants.Select((entrant, i) => new SimulatedCar(entrant, Sampled.Laps[i], paths.Build(i)))];
        EndSeconds = Cars.Max(c => c.FinishesAt ?? c.RetiresAt ?? 0);
        var random = new SeededRandom(seed ^ AirStream);
        AirCelsius = Math.Round(CoolestAir + (AirSpread * random.NextDouble()), 1);
        TrackCelsius = Math.Round(AirCelsius + LeastTrackExcess + (TrackExcessSpread * random.NextDouble()), 1);
    }

    public ulong Seed { get; }

    public SampledRace Sampled { get; }

    public SpeedProfile Profile { get; }

    public SimulatedCar[] Cars { get; }

    /// <summary>When the last car is in, s since lights out.</summary>
    public double EndSeconds { get; }

    public double AirCelsius { get; }

    public double TrackCelsius { get; }

    /// <summary>Wetness of the track and whether it rains, in the given lap of the leader.</summary>
    public (double Wetness, bool Raining) WeatherIn(int lap) =>
        Sampled.Weather.Length == 0 ? (0, false) : Sampled.Weather[Math.Clamp(lap - 1, 0, Sampled.Weather.Length - 1)];

    public TrackStatus StatusAt(double seconds) => Sampled.Cautions.FirstOrDefault(c => c.Covers(seconds))?.Kind switch
    {
        CautionKind.SafetyCar => TrackStatus.SafetyCar,
        CautionKind.VirtualSafetyCar => TrackStatus.VirtualSafetyCar,
        CautionKind.Yellow => TrackStatus.Yellow,
        _ => TrackStatus.Green,
    };
}
