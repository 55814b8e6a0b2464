using System.Collections.Immutable;

namespace DualTwin.Telemetry.Values;

/// <summary>Expected weather, nearest first; equal where all entries are.</summary>
/// <param name="Samples">The entries.</param>
public sealed record WeatherForecastList(ImmutableArray<WeatherForecast> Samples)
{
    /// <inheritdoc/>
    public bool Equals(WeatherForecastList? other) => other is not null && Samples.AsSpan().SequenceEqual(other.Samples.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Samples.Length;
}
