using System.Globalization;

namespace DualTwin.Sources.Replay;

/// <summary>How fast a recording is played: a multiple of real time, or as fast as it goes.</summary>
public readonly record struct ReplaySpeed
{
    /// <summary>The slowest and the fastest multiple.</summary>
    public const double Least = 0.01;

    /// <inheritdoc cref="Least"/>
    public const double Most = 10_000;

    /// <summary>As fast as it goes.</summary>
    public static readonly ReplaySpeed Maximum;

    /// <summary>As it happened.</summary>
    public static readonly ReplaySpeed RealTime = Times(1);

    private ReplaySpeed(double factor) => Factor = factor;

    /// <summary>Seconds of the recording per second; null where it is played as fast as it goes.</summary>
    public double? Factor { get; }

    /// <summary>A multiple of real time.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not from <see cref="Least"/> to <see cref="Most"/>.</exception>
    public static ReplaySpeed Times(double factor) => factor is >= Least and <= Most
        ? new ReplaySpeed(factor)
        : throw new ArgumentOutOfRangeException(nameof(factor), factor, $"A replay's speed is from {Least} to {Most} times real time.");

    /// <summary>Reads <c>max</c> or a multiple such as <c>1</c>, <c>2.5</c> or <c>10x</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out ReplaySpeed speed)
    {
        speed = Maximum;
        var rest = text.AsSpan().Trim();
        if (rest.Equals("max", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (rest.EndsWith("x", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[..^1];
        }

        if (!double.TryParse(rest, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            || factor is not (>= Least and <= Most))
        {
            return false;
        }

        speed = Times(factor);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Factor is { } factor ? factor.ToString(CultureInfo.InvariantCulture) : "max";
}
