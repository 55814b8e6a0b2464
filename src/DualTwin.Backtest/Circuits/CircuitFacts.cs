using System.Text.Json;

namespace DualTwin.Backtest.Circuits;

/// <summary>The circuits that recorded races were run on.</summary>
public static class CircuitFacts
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>All circuits, in the order of the data file.</summary>
    /// <exception cref="InvalidOperationException">The embedded data file is missing or empty.</exception>
    public static IReadOnlyList<CircuitFact> Load()
    {
        using var stream = typeof(CircuitFacts).Assembly.GetManifestResourceStream("circuit-facts.json")
            ?? throw new InvalidOperationException("The resource circuit-facts.json is not in the assembly.");
        return JsonSerializer.Deserialize<List<CircuitFact>>(stream, Options)
            ?? throw new InvalidOperationException("The resource circuit-facts.json holds no list.");
    }
}
