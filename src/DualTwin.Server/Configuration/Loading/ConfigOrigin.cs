namespace DualTwin.Server.Configuration.Loading;

/// <summary>Where a value comes from, to stand after "from".</summary>
/// <param name="Text">For example <c>environment DUALTWIN__API__PORT</c>.</param>
public sealed record ConfigOrigin(string Text)
{
    /// <summary>Nothing set the value.</summary>
    public static ConfigOrigin Default { get; } = new("default");

    /// <summary>The body of a request.</summary>
    public static ConfigOrigin Request { get; } = new("request");

    /// <summary>The file at <paramref name="path"/>.</summary>
    public static ConfigOrigin File(string path) => new(path);

    /// <summary>The environment variable called <paramref name="name"/>.</summary>
    public static ConfigOrigin Environment(string name) => new($"environment {name}");

    /// <summary>The option called <paramref name="name"/>.</summary>
    public static ConfigOrigin CommandLine(string name) => new($"command line {name}");

    /// <inheritdoc/>
    public override string ToString() => Text;
}
