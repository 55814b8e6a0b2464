using System.Globalization;
using DualTwin.F1Game.Codes;

namespace DualTwin.Sources.Emulator;

/// <summary>The game's codes of the teams that race in a format's own season.</summary>
internal static class TeamIds
{
    /// <summary>The code of a team that the game has no name for.</summary>
    public const ushort Generic = 41;

    // Until the 2026 pack the current teams are the first ten codes; there they have codes of their own, named after the year.
    private const int CurrentTeams = 10;
    private const int FirstFormatWithYears = 2026;

    /// <summary>Codes of the season's teams in <paramref name="format"/>.</summary>
    public static ushort[] Of(ushort format)
    {
        var year = string.Create(CultureInfo.InvariantCulture, $" '{format % 100}");
        return [.. CodeTables.Team.Entries
            .Where(t => t.IsIn(format) && (format < FirstFormatWithYears ? t.Code < CurrentTeams : t.Name.EndsWith(year, StringComparison.Ordinal)))
            .Select(t => (ushort)t.Code)];
    }
}
