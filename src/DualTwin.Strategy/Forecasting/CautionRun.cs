using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Stops;

namespace DualTwin.Strategy.Forecasting;

/// <summary>Neutralisations of a simulated race in whole laps.</summary>
internal sealed class CautionRun(RaceOutlook outlook)
{
    // A red flag is as if the safety car came in at the restart: the field stands together and goes on.
    private const int RestartLaps = 1;

    private readonly float _safetyCar = (float)outlook.Race.Circuit.SafetyCarPerLap;
    private readonly float _either = (float)(outlook.Race.Circuit.SafetyCarPerLap + outlook.Race.Circuit.VirtualSafetyCarPerLap);
    private readonly FieldFigures _field = outlook.Race.Field;
    private int _left;
    private int _shown;

    /// <summary>What the lap is run under.</summary>
    public Neutralisation Now { get; private set; }

    /// <summary>Whether it was out before the simulated race began: the twins' hazards know of it.</summary>
    public bool FromBefore { get; private set; }

    /// <summary>Whether it came out in this lap.</summary>
    public bool Begins => Now != Neutralisation.None && _shown == 1;

    /// <summary>Whether it is new to the pit wall.</summary>
    public bool Fresh => _shown <= NeutralisedStops.FreshLaps;

    public void Begin(DrawSource draws)
    {
        Now = outlook.Neutralisation;
        if (outlook.CautionNow is { } fresh)
        {
            // The lap now driven is its first.
            (Now, FromBefore, _shown) = (fresh, false, 0);
            _left = Length(draws);
            return;
        }

        FromBefore = Now != Neutralisation.None;
        _shown = FromBefore ? NeutralisedStops.FreshLaps : 0;
        _left = Now switch
        {
            Neutralisation.RedFlag => RestartLaps,
            Neutralisation.None => 0,
            _ => (int)Math.Ceiling(draws.Share() * Length(draws)),
        };
        Now = Now == Neutralisation.RedFlag ? Neutralisation.SafetyCar : Now;
    }

    /// <summary>Goes on to the next lap; true where a car has dropped out and brought the neutralisation out.</summary>
    public bool NextLap(DrawSource draws)
    {
        if (_left > 0)
        {
            _left--;
            _shown++;
            return false;
        }

        (Now, FromBefore, _shown) = (Neutralisation.None, false, 0);
        var roll = draws.Share();
        if (roll >= _either)
        {
            return false;
        }

        Now = roll < _safetyCar ? Neutralisation.SafetyCar : Neutralisation.VirtualSafetyCar;
        _shown = 1;
        _left = Length(draws) - 1;
        return draws.Share() < _field.NeutralisationWithRetirementShare;
    }

    private int Length(DrawSource draws)
    {
        var laps = Now == Neutralisation.VirtualSafetyCar ? _field.VirtualSafetyCarLaps : _field.SafetyCarLaps;
        return Math.Max(1, (int)MathF.Round((float)laps.Mean + ((float)laps.StandardDeviation * draws.Normal())));
    }
}
