using System.Globalization;
using DualTwin.Server.Configuration;
using DualTwin.Server.Replaying;
using DualTwin.Sources;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Replay;
using DualTwin.Sources.Supervision;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary>One configured or requested source, and what it is made with.</summary>
public sealed class SourceSetup
{
    private readonly OriginTaps _taps;

    internal SourceSetup(SourceConfig source, TelemetryConfig telemetry, SourceTools tools)
    {
        (Source, Live, _taps) = (source, new LiveOptions(source, telemetry), tools.Taps);
        (Time, Loggers, Desk) = (tools.Time, tools.Loggers, tools.Desk);
    }

    /// <summary>The entry; its options are right by themselves.</summary>
    public SourceConfig Source { get; }

    /// <summary>The source's clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Makes its loggers.</summary>
    public ILoggerFactory Loggers { get; }

    internal LiveOptions Live { get; }

    internal ReplayDesk Desk { get; }

    /// <summary>How fast a source that brings its own session goes: its option <c>speed</c>, or real time.</summary>
    internal ReplaySpeed Speed => ReplaySpeed.TryParse(Text("speed"), out var speed) ? speed : ReplaySpeed.RealTime;

    /// <summary>The option <paramref name="name"/>; null where it was left out.</summary>
    public string? Text(string name) => Source.Options.GetValueOrDefault(name);

    /// <summary>The option <paramref name="name"/>, a <see cref="SourceOption.Whole"/>; null where it was left out.</summary>
    public int? Whole(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>The option <paramref name="name"/>, a <see cref="SourceOption.Number"/>; null where it was left out.</summary>
    public double? Number(string name) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>Where the next life of the source hands over its raw messages; null where nothing is recorded.</summary>
    /// <param name="intake">Which intake reads the messages again: one of <see cref="IntakeNames"/>.</param>
    /// <param name="identity">The source.</param>
    public IMessageTap? Tap(string intake, SourceIdentity identity) => _taps.Next(intake, identity);

    /// <summary>A live source's slot, with the patience that its options ask for.</summary>
    /// <param name="name">The source's name behind its kind's.</param>
    /// <param name="settings">All that makes one life differ from another: a slot whose settings stay the same is kept when the configuration changes.</param>
    /// <param name="create">Begins a life.</param>
    public SourceSlot LiveSlot(string name, string settings, Func<ITelemetrySource> create) => new()
    {
        Name = $"{Source.Type} {name}",
        Type = Source.Type.Name,
        Create = create,
        Settings = settings,
        Stall = Live.Stall,
        ConnectTimeout = Live.Timeout,
        MaxReconnectAttempts = Live.MaxReconnectAttempts,
        ReconnectDelay = Live.ReconnectDelay,
    };
}
