using DualTwin.Server.Configuration.Keys;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using DualTwin.Sources.Udp;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary><c>udp</c>: datagrams of the F1 game, and of programs that send JSON.</summary>
internal sealed class UdpKind : SourceKind
{
    public override string Name => "udp";

    public override IReadOnlyList<SourceOption> Options { get; } =
    [
        .. SourceOption.Patience,
        new SourceOption("host", HostNames.Reader),
        SourceOption.Whole("port", 0, ushort.MaxValue),
        new SourceOption("allowed_senders", LiveSourceKeys.Senders),
        new SourceOption("forward_to", LiveSourceKeys.Targets) { OwnersOnly = true },
    ];

    public override IEnumerable<SourceSlot> Slots(SourceSetup setup)
    {
        var live = setup.Live;
        var socket = new UdpSourceOptions
        {
            Host = live.Host,
            Port = live.Port,
            AllowedSenders = live.AllowedSenders,
            ForwardTo = live.ForwardTo,
        };
        var settings = string.Join(' ', [socket.ToString(), .. socket.AllowedSenders, .. socket.ForwardTo]);
        var slot = setup.LiveSlot($"{live.Host}:{live.Port}", settings, () => new UdpSource(
            socket, setup.Time, setup.Loggers.CreateLogger<UdpSource>(), setup.Tap(IntakeNames.Udp, UdpSource.IdentityOf(socket))));
        return [slot with { Exclusive = $"udp port {live.Port}" }];
    }
}
