using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Field;

/// <summary>Whether the track asks for other than slicks, as the field's own choice of tyres tells.</summary>
internal static class WetTrack
{
    /// <summary>True where most running cars with a known compound are on intermediates or wets; null where no compound is known.</summary>
    public static bool? Read(SessionState state)
    {
        var wet = 0;
        var known = 0;
        foreach (var car in state.Cars)
        {
            if (car.Running && car.Tyres.Compound is { } compound)
            {
                known++;
                wet += compound is Compound.Intermediate or Compound.Wet ? 1 : 0;
            }
        }

        return known == 0 ? null : 2 * wet > known;
    }
}
