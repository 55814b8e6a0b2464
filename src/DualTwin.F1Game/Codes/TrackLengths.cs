namespace DualTwin.F1Game.Codes;

/// <summary>Lengths of the tracks as F1 25 and its 2026 pack send them in <c>trackLength</c>; older games differ by some metres.</summary>
public static class TrackLengths
{
    /// <summary>Metres of a lap of the track with this id; null for an unknown one and for those that left the game before F1 25.</summary>
    public static int? Metres(sbyte trackId) => trackId switch
    {
        0 => 5276, // Melbourne
        2 => 5441, // Shanghai
        3 => 5408, // Sakhir (Bahrain)
        4 => 4664, // Catalunya
        5 => 3323, // Monaco
        6 => 4371, // Montreal
        7 => 5890, // Silverstone
        9 => 4378, // Hungaroring
        10 => 7007, // Spa
        11 => 5798, // Monza
        12 => 4928, // Singapore
        13 => 5809, // Suzuka
        14 => 5280, // Abu Dhabi
        15 => 5514, // Texas
        16 => 4294, // Brazil
        17 => 4323, // Austria
        19 => 4525, // Mexico
        20 => 5994, // Baku (Azerbaijan)
        26 => 4258, // Zandvoort
        27 => 4910, // Imola
        29 => 6175, // Jeddah
        30 => 5410, // Miami
        31 => 6200, // Las Vegas
        32 => 5417, // Losail
        39 => 5890, // Silverstone (Reverse)
        40 => 4323, // Austria (Reverse)
        41 => 4258, // Zandvoort (Reverse)
        42 => 5411, // Madrid
        _ => null,
    };
}
