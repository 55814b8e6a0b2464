using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Strategy.Forecasting;

/// <summary>
/// Wetness of the track of a simulated race that goes on from a dry one, lap by lap: the sampler's weather. A track that is wet when it begins stays
/// so: when it dries, the twins' hazards tell better than a fitted rate.
/// </summary>
internal sealed class WeatherRun(RaceOutlook outlook)
{
    // Teams come in for other tyres the more surely the clearer the change is: at the crossover nobody, this far beyond it everybody. An assumption.
    private const float Crossover = 0.5f;
    private const float SureMargin = 0.35f;

    // A wet track on which intermediates are the faster, by how much nobody tells.
    private const float WetTrack = 0.75f;

    private readonly FieldFigures _field = outlook.Race.Field;
    private readonly float _rain = (float)outlook.Race.Field.RainPerLap;
    private readonly float _drying = (float)outlook.Race.Field.DryingPerLap;
    private bool _raining;

    /// <summary>0 dry, 0.5 where slicks and intermediates are equally fast, 1 the wettest.</summary>
    public float Wetness { get; private set; }

    /// <summary>Whether the weather has changed since the race began: then tyres are no longer those that the twins expect.</summary>
    public bool HasChanged { get; private set; }

    public void Begin() => (_raining, Wetness, HasChanged) = (false, outlook.Wet ? WetTrack : 0, false);

    /// <summary>Goes on to <paramref name="lap"/>.</summary>
    public void NextLap(int lap, DrawSource draws)
    {
        if (outlook.Wet)
        {
            return;
        }

        var turns = draws.Share() < (_raining ? _drying : _rain);
        _raining = lap == outlook.RainFromLap || _raining != turns;
        HasChanged |= _raining;
        if (HasChanged)
        {
            Wetness = Math.Clamp(Wetness + (float)(_raining ? TrackWeather.WettingPerLap : -TrackWeather.DryingPerLap), 0, 1);
        }
    }

    /// <summary>How much longer a lap takes on <paramref name="compound"/> than on tyres that suit the track on which the race began.</summary>
    public float Factor(TyreCompound compound) =>
        (float)(LapTimeModel.TrackFactor(_field, compound, Wetness) / (outlook.Wet ? _field.IntermediateLapFactor : 1));

    /// <summary>Probability that a car on <paramref name="compound"/> comes in for tyres that suit the track, 0…1.</summary>
    public float Calls(TyreCompound compound)
    {
        var beyond = compound > TyreCompound.Hard ? Crossover - Wetness : Wetness - Crossover;
        return Math.Clamp(beyond / SureMargin, 0, 1);
    }
}
