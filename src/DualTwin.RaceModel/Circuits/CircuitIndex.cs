namespace DualTwin.RaceModel.Circuits;

/// <summary>Finds a circuit of some figures by any of its names.</summary>
public sealed class CircuitIndex
{
    private readonly RaceFigures _figures;
    private readonly Dictionary<string, CircuitProfile> _byName = new(StringComparer.OrdinalIgnoreCase);

    public CircuitIndex(RaceFigures figures)
    {
        _figures = figures;
        foreach (var circuit in figures.Circuits)
        {
            _byName[circuit.Name] = circuit;
            foreach (var alias in circuit.Aliases)
            {
                _byName.TryAdd(alias, circuit);
            }
        }
    }

    /// <summary>
    /// The circuit with the given short name, other name or event name, whatever its case; null where <paramref name="name"/> is
    /// null or names no known circuit.
    /// </summary>
    public CircuitProfile? Find(string? name) => name is not null && _byName.TryGetValue(name.Trim(), out var profile) ? profile : null;

    /// <summary>The same, or the pooled profile.</summary>
    public CircuitProfile FindOrGeneric(string? name) => Find(name) ?? _figures.Generic;
}
