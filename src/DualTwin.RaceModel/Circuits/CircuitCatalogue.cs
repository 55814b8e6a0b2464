namespace DualTwin.RaceModel.Circuits;

/// <summary>The circuits that the model knows, from the figures that come with it.</summary>
public static class CircuitCatalogue
{
    private static readonly RaceFigures Embedded = ReadEmbedded();

    private static readonly Dictionary<string, CircuitProfile> ByName = Index(Embedded.Circuits);

    /// <summary>Every fitted figure that comes with the model.</summary>
    public static RaceFigures Figures => Embedded;

    /// <summary>All circuits with figures of their own.</summary>
    public static IReadOnlyList<CircuitProfile> All => Embedded.Circuits;

    /// <summary>Pooled figures, for a circuit that nothing is known of.</summary>
    public static CircuitProfile Generic => Embedded.Generic;

    /// <summary>
    /// The circuit with the given short name, other name or event name, whatever its case; null where <paramref name="name"/> is
    /// null or names no known circuit.
    /// </summary>
    public static CircuitProfile? Find(string? name) => name is not null && ByName.TryGetValue(name.Trim(), out var profile) ? profile : null;

    private static RaceFigures ReadEmbedded()
    {
        using var stream = typeof(CircuitCatalogue).Assembly.GetManifestResourceStream("circuits.json")
            ?? throw new InvalidOperationException("The resource circuits.json is not in the assembly.");
        return RaceFiguresFile.Read(stream);
    }

    private static Dictionary<string, CircuitProfile> Index(IReadOnlyList<CircuitProfile> circuits)
    {
        var index = new Dictionary<string, CircuitProfile>(StringComparer.OrdinalIgnoreCase);
        foreach (var circuit in circuits)
        {
            index[circuit.Name] = circuit;
            foreach (var alias in circuit.Aliases)
            {
                index.TryAdd(alias, circuit);
            }
        }

        return index;
    }
}
