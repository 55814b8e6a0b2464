using DualTwin.Telemetry.State;

namespace DualTwin.Session;

/// <summary>Chooses the car that the car twin is about.</summary>
internal static class OurCar
{
    /// <summary>The number that the public contract makes ours where nobody says otherwise.</summary>
    private const string ContractsCar = "44";

    /// <summary>
    /// The chosen car where there is a choice, whether or not it has shown up; else the game's player car; else car 44; else the one that was ours before;
    /// else the leader; else null.
    /// </summary>
    public static string? Choose(string? chosen, string? before, SessionState state)
    {
        if (chosen is not null)
        {
            return chosen;
        }

        if (state.Session.Game?.PlayerCarId is { } player && state.FindCar(player) is not null)
        {
            return player;
        }

        if (state.FindCar(ContractsCar) is not null)
        {
            return ContractsCar;
        }

        return before is not null && state.FindCar(before) is not null ? before : state.Leader?.CarId;
    }
}
