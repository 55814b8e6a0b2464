namespace DualTwin.Sources.Simulator;

/// <summary>Who drives a simulated car. All names are invented.</summary>
internal sealed record Entrant(int Number, string Driver, string Code, string Team, string Colour)
{
    private static readonly string[] Drivers =
    [
        "Aldo Marwick", "Benno Tarrel", "Ciro Vandell", "Dario Quillon", "Emil Ostrava", "Fenn Halloway", "Gustav Lindmoor", "Hugo Pellan",
        "Ivo Castrane", "Jonas Wexley", "Kai Brandar", "Luca Feronte", "Milo Dresk", "Nilo Sarvane", "Otto Kessling", "Pavel Irvane",
        "Quinn Tolliver", "Rafe Monclair", "Sven Aldersey", "Tomas Revill", "Ugo Zanetel", "Viktor Holm", "Wim Corvin", "Yann Delacre",
    ];

    private static readonly (string Name, string Colour)[] Teams =
    [
        ("Aurora Racing", "1E90FF"), ("Borealis GP", "00A19C"), ("Cobalt Motorsport", "0047AB"), ("Delta Works", "FF8000"),
        ("Ember Racing", "DC143C"), ("Fathom GP", "2F4F4F"), ("Granite Motorsport", "808080"), ("Horizon Racing", "6A5ACD"),
        ("Iris GP", "DA70D6"), ("Juniper Racing", "228B22"), ("Kestrel Motorsport", "B8860B"), ("Lumen GP", "FFD700"),
    ];

    private static readonly int[] Numbers =
        [44, 7, 12, 19, 21, 25, 28, 32, 36, 38, 40, 42, 46, 51, 53, 57, 61, 64, 68, 72, 76, 83, 85, 91];

    public string CarId { get; } = Number.ToString();

    /// <summary>The first <paramref name="count"/> entrants, team-mates next to each other.</summary>
    public static Entrant[] First(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Entrant(
            Numbers[i],
            Drivers[i],
            Drivers[i].Split(' ')[1][..3].ToUpperInvariant(),
            Teams[i / 2].Name,
            Teams[i / 2].Colour)),
    ];
}
