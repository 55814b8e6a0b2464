namespace DualTwin.RaceModel.Circuits;

/// <summary>Where a set of fitted figures comes from.</summary>
public sealed record FigureProvenance
{
    /// <summary>Version of the file's layout.</summary>
    public required int FileVersion { get; init; }

    /// <summary>What data the figures were fitted from.</summary>
    public required string Data { get; init; }

    /// <summary>Seasons in that data, oldest first.</summary>
    public required IReadOnlyList<int> Seasons { get; init; }

    /// <summary>Number of races in that data.</summary>
    public required int Races { get; init; }

    /// <summary>Program and version that fitted them.</summary>
    public required string Program { get; init; }

    /// <summary>Day of the fit.</summary>
    public required DateOnly FittedOn { get; init; }
}
