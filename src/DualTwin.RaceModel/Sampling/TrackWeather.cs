namespace DualTwin.RaceModel.Sampling;

/// <summary>Wetness of the track, lap by lap.</summary>
internal sealed class TrackWeather
{
    // From dry to the wettest in four laps and back in six: how fast a track gets wet and dries differs from shower to shower, and
    // no record tells it. An assumption.
    internal const double WettingPerLap = 0.25;
    internal const double DryingPerLap = 1.0 / 6;

    private readonly RaceParameters _race;
    private readonly SeededRandom _random;

    public TrackWeather(RaceParameters race, SeededRandom random, RaceCondition start)
    {
        _race = race;
        _random = random;
        Wetness = start.Wetness;
        Raining = start.Raining;
    }

    public double Wetness { get; private set; }

    public bool Raining { get; private set; }

    public void NextLap()
    {
        if (_race.WeatherChanges && _random.Chance(Raining ? _race.Field.DryingPerLap : _race.Field.RainPerLap))
        {
            Raining = !Raining;
        }

        Wetness = Math.Clamp(Wetness + (Raining ? WettingPerLap : -DryingPerLap), 0, 1);
    }
}
