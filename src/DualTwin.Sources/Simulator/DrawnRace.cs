using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sources.Simulator;

/// <summary>A race that nobody drives: its field, its weather and all that happens are drawn.</summary>
/// <param name="Seed">Which of the possible races.</param>
/// <param name="Race">The race.</param>
/// <param name="Entrants">Who drives, in the order of its cars.</param>
/// <param name="AirCelsius">Air temperature, °C.</param>
/// <param name="TrackCelsius">Track temperature, °C.</param>
internal sealed record DrawnRace(ulong Seed, SimulatedRace Race, Entrant[] Entrants, double AirCelsius, double TrackCelsius)
{
    // The 5 and 95 % quantiles of the medians of 54 recorded races of 2022–2024: air 16.2 to 31.5 °C, track 3.2 to 25.3 °C warmer.
    private const double CoolestAir = 16;
    private const double AirSpread = 15.5;
    private const double LeastTrackExcess = 3;
    private const double TrackExcessSpread = 22;

    // Keeps what is drawn for the field, the race and the weather apart.
    private const ulong RaceStream = 0x9E3779B97F4A7C15;
    private const ulong AirStream = 0xD1B54A32D192ED03;

    public static DrawnRace Draw(SimulatorOptions options, CircuitProfile circuit, ulong seed)
    {
        var entrants = Entrant.First(options.Cars);
        var field = StartingField.Draw(
            circuit, CircuitCatalogue.Figures.Field, [.. entrants.Select(e => e.CarId)], options.Laps ?? circuit.RaceLaps, seed);
        var sampled = SampledRace.Run(
            field.Parameters with { WeatherChanges = options.WeatherChanges },
            field.Condition,
            seed ^ RaceStream,
            seed == options.Seed ? options.Turns.AsSpan() : default);
        var lapMetres = circuit.LapLengthMetres
            ?? throw new SourceException($"The simulator cannot run on {circuit.Name}: its lap length is not known.");
        var profile = new SpeedProfile(lapMetres, circuit.ReferenceLapSeconds);
        var paths = new PathBuilder(profile, sampled);
        var cars = entrants.Select((e, i) => new SimulatedCar(e.CarId, sampled.Start.Cars[i], sampled.Laps[i], paths.Build(i))).ToArray();
        var random = new SeededRandom(seed ^ AirStream);
        var air = Math.Round(CoolestAir + (AirSpread * random.NextDouble()), 1);
        var track = Math.Round(air + LeastTrackExcess + (TrackExcessSpread * random.NextDouble()), 1);
        return new DrawnRace(seed, new SimulatedRace(sampled, profile, cars), entrants, air, track);
    }
}
