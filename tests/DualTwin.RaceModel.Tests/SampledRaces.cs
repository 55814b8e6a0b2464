using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.RaceModel.Tests;

internal static class SampledRaces
{
    public static StartingField Field(ulong seed, string circuit = "Baku", int? laps = null)
    {
        var profile = CircuitCatalogue.Find(circuit)!;
        return StartingField.Draw(
            profile, CircuitCatalogue.Figures.Field, [.. Enumerable.Range(1, 20).Select(i => i.ToString())], laps ?? profile.RaceLaps, seed);
    }

    public static SampledRace Run(ulong seed, string circuit = "Baku", int? laps = null)
    {
        var field = Field(seed, circuit, laps);
        return SampledRace.Run(field.Parameters, field.Condition, seed);
    }
}
