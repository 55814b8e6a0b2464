using System.Globalization;

namespace DualTwin.Sources.Emulator;

/// <summary>A flashback that the emulated player uses.</summary>
/// <param name="Lap">The leader's lap in which it is used.</param>
/// <param name="By">How far it goes back, up to 4 min.</param>
public readonly record struct GameFlashback(int Lap, TimeSpan By)
{
    /// <summary>Reads <c>LAP:SECONDS</c>, with a lap from 2 and 1 to 60 seconds.</summary>
    public static bool TryParse(string text, out GameFlashback flashback)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        flashback = default;
        if (colon < 1
            || !int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var lap)
            || !double.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || lap < 2 || seconds is < 1 or > 60)
        {
            return false;
        }

        flashback = new GameFlashback(lap, TimeSpan.FromSeconds(seconds));
        return true;
    }
}
