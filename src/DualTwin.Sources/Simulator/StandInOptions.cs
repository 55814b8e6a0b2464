namespace DualTwin.Sources.Simulator;

/// <summary>How a stand-in runs. Checked when one is made from it.</summary>
public sealed record StandInOptions
{
    /// <summary>Which of the possible continuations. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frames per second, 1…20. The default is 5.</summary>
    public double UpdateHz { get; init; } = 5;

    /// <summary>What is wrong with the options, one sentence each that names the option, its value and what was expected.</summary>
    public IReadOnlyList<string> Problems() => UpdateHz is >= 1 and <= 20 ? [] : [$"UpdateHz is {UpdateHz}; expected 1 to 20."];
}
