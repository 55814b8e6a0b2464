using DualTwin.RaceModel.Belief;

namespace DualTwin.RaceModel.Sampling;

/// <summary>How a car's sampled race stands; changed from lap to lap.</summary>
internal sealed class CarRun
{
    public CarRun(int index, CarParameters parameters, CarCondition start)
    {
        Index = index;
        Parameters = parameters;
        Running = start.Running;
        GridPosition = start.GridPosition;
        LapsCompleted = start.LapsCompleted;
        CrossedAt = start.CrossedAtSeconds;
        LapFraction = start.LapFraction;
        Stopping = start.Stopping;
        Compound = start.Compound;
        Age = start.TyreAgeLaps;
        FuelKg = start.FuelKg;
        Used.AddRange(start.CompoundsUsed);
        Used.Add(start.Compound);
    }

    public int Index { get; }

    public CarParameters Parameters { get; }

    public int GridPosition { get; }

    public bool Running { get; set; }

    public int LapsCompleted { get; set; }

    public double CrossedAt { get; set; }

    /// <summary>Part of the current lap that was behind the car when sampling began; 0 from the next crossing on.</summary>
    public double LapFraction { get; set; }

    /// <summary>Whether it was in the pit lane for tyres when sampling began.</summary>
    public bool Stopping { get; set; }

    public TyreCompound Compound { get; set; }

    public int Age { get; set; }

    public double FuelKg { get; set; }

    /// <summary>Compounds used, the one fitted last.</summary>
    public List<TyreCompound> Used { get; } = [];

    /// <summary>How much slower than its pace the car is in this lap, s, for no cause that the model names.</summary>
    public double Form { get; set; }

    /// <summary>Laps on the set at which the team wants to stop.</summary>
    public double PlannedLife { get; set; }

    /// <summary>How much further than that the team would go to reach the flag, 1 or more times.</summary>
    public double Stretch { get; set; }

    /// <summary>Caution for which the team has made up its mind.</summary>
    public Caution? Decided { get; set; }

    /// <summary>Time at which the car drops out as the cause of a caution, s; infinite for none.</summary>
    public double DropsOutAt { get; set; } = double.PositiveInfinity;

    /// <summary>The stop with which the coming lap begins.</summary>
    public PitStop? Leaving { get; set; }

    public bool OnWetTyres => Compound is TyreCompound.Intermediate or TyreCompound.Wet;
}
