using DualTwin.Server.Configuration.Readers;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary>An option of a kind of source: its name and what a right value is.</summary>
public sealed record SourceOption
{
    internal SourceOption(string name, IValueCheck check) => (Name, Check) = (name, check);

    /// <summary>The options that all live sources take: how long to wait for them, and how to try again.</summary>
    public static IReadOnlyList<SourceOption> Patience { get; } =
    [
        Number("timeout", 0.1, 600, "s"),
        Whole("max_reconnect_attempts", 1, 1_000_000, "attempts"),
        Number("reconnect_delay", 0.01, 600, "s"),
        Number("stall_seconds", 0.1, 3600, "s"),
    ];

    /// <summary>Name in the configuration file and in requests.</summary>
    public string Name { get; }

    /// <summary>Whether an entry without it is wrong.</summary>
    public bool Required { get; init; }

    /// <summary>
    /// Whether the configuration alone may set it: what a file or variable of this machine holds, and where copies of data go, is
    /// the owner's to say, not a request's.
    /// </summary>
    public bool OwnersOnly { get; init; }

    /// <summary>What a right value is, to stand after "expected".</summary>
    public string Expected => Check.Expected;

    internal IValueCheck Check { get; }

    /// <summary>A text.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="expected">What the text is, to stand after "expected".</param>
    /// <param name="isRight">A further condition; null for none.</param>
    public static SourceOption Text(string name, string expected, Predicate<string>? isRight = null) => new(name, new PlainTextReader(expected, isRight));

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, in <paramref name="unit"/>.</summary>
    public static SourceOption Whole(string name, int least, int most, string? unit = null) =>
        new(name, unit is null ? new IntegerReader(least, most) : new IntegerReader(least, most, unit));

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, in <paramref name="unit"/>.</summary>
    public static SourceOption Number(string name, double least, double most, string unit) => new(name, new NumberReader(least, most, unit));

    /// <summary>The path of a file that holds something secret, or trusted.</summary>
    internal static SourceOption OwnersFile(string name) => Text(name, "the path of a file") with { OwnersOnly = true };

    /// <summary>An environment variable that holds something secret.</summary>
    internal static SourceOption OwnersVariable(string name) => Text(name, "the name of an environment variable") with { OwnersOnly = true };
}
