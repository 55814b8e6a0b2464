using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.Udp;

/// <summary>
/// Sends copies of datagrams on, at once or not at all: nobody who gets one holds up what it is a copy of. A target whose name is not
/// known yet is asked for again and again; until it is known, what it does not get is counted.
/// </summary>
internal sealed partial class DatagramForwarder : IAsyncDisposable
{
    /// <summary>Time between two attempts to find the address of a name.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(15);

    // Names that are known are found in far less, so that nothing is lost to them at the start.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);

    private readonly List<Route> _routes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly UdpSourceOptions _options;
    private readonly SourceCounters _counters;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task _finding = Task.CompletedTask;

    private DatagramForwarder(UdpSourceOptions options, SourceCounters counters, TimeProvider time, ILogger logger) =>
        (_options, _counters, _time, _logger) = (options, counters, time, logger);

    /// <summary>A forwarder to the options' targets; null where there are none.</summary>
    /// <exception cref="SourceException">A target's address is where the options listen; the message says which.</exception>
    public static async Task<DatagramForwarder?> OpenAsync(
        UdpSourceOptions options, SourceCounters counters, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        if (options.ForwardTo.Count == 0)
        {
            return null;
        }

        var forwarder = new DatagramForwarder(options, counters, time, logger);
        try
        {
            await forwarder.AddAllAsync(cancellationToken);
            return forwarder;
        }
        catch
        {
            await forwarder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a copy to each target; counts where that was not possible at once.</summary>
    public void Forward(ReadOnlySpan<byte> datagram)
    {
        foreach (var route in _routes)
        {
            if (!route.TrySend(datagram))
            {
                // Its name is unknown, nobody listens there now, or the socket's buffer is full: the next datagram may get through.
                _counters.Refuse(UdpRefusal.NotForwarded);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _finding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _routes.ForEach(route => route.Dispose());
        _stop.Dispose();
    }

    private async Task AddAllAsync(CancellationToken cancellationToken)
    {
        foreach (var text in _options.ForwardTo)
        {
            if (ForwardTarget.TryParse(text, out var target))
            {
                _routes.Add(new Route(target));
            }
        }

        var named = new List<Route>();
        foreach (var route in _routes)
        {
            if (!IPAddress.TryParse(route.Target.Host, out var address))
            {
                named.Add(route);
            }
            else if (!Open(route, address))
            {
                throw new SourceException(
                    $"UDP cannot forward to '{route.Target}': that is where it listens itself, and every datagram would come round for ever. Give the port of another program.");
            }
        }

        var asked = AskAsync(named, first: true, _stop.Token);
        _finding = FindAllAsync(asked, _stop.Token);
        await Task.WhenAny(asked, Task.Delay(FirstPatience, _time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task FindAllAsync(Task<List<Route>> asked, CancellationToken cancellationToken)
    {
        var unknown = await asked;
        while (unknown.Count > 0)
        {
            await Task.Delay(RetryAfter, _time, cancellationToken);
            unknown = await AskAsync(unknown, first: false, cancellationToken);
        }
    }

    // All at once: one name that the network is slow to deny does not hold up the others. Returns those still unknown.
    private async Task<List<Route>> AskAsync(List<Route> unknown, bool first, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(unknown.Select(route => FindAsync(route, first, cancellationToken)));
        return [.. unknown.Where((_, i) => !found[i])];
    }

    // True where there is nothing more to ask.
    private async Task<bool> FindAsync(Route route, bool first, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await _options.Resolve(route.Target.Host, cancellationToken);
            var address = addresses.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses.FirstOrDefault()
                ?? throw new SocketException((int)SocketError.NoData);
            if (!Open(route, address))
            {
                LogComesBack(_logger, route.Target);
            }
            else if (!first)
            {
                LogFound(_logger, route.Target, address);
            }

            return true;
        }
        catch (SocketException problem)
        {
            if (first)
            {
                LogUnknown(_logger, route.Target, problem.Message, RetryAfter.TotalSeconds);
            }

            return false;
        }
    }

    private bool Open(Route route, IPAddress address)
    {
        var comesBack = ComesBack(address, route.Target.Port);
        if (!comesBack)
        {
            route.Open(address);
        }

        return !comesBack;
    }

    // Who listens everywhere hears every address of this machine, by whatever name it was given; who listens on one, that one.
    private bool ComesBack(IPAddress address, int port) =>
        port == _options.Port
        && (UdpBinding.IsEverywhere(_options.Host) ? IsOfThisMachine(address) : IPAddress.TryParse(_options.Host, out var own) && own.Equals(address));

    private static bool IsOfThisMachine(IPAddress address)
    {
        using var probe = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            probe.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException problem) when (problem.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return false;
        }
    }

    [LoggerMessage(
        EventId = 3223,
        Level = LogLevel.Warning,
        Message = "UDP cannot forward to '{Target}' yet: the name is unknown ({Cause}). It is asked for again every {Seconds} s; until then copies for it are counted as not_forwarded")]
    private static partial void LogUnknown(ILogger logger, ForwardTarget target, string cause, double seconds);

    [LoggerMessage(EventId = 3224, Level = LogLevel.Information, Message = "UDP forwards to '{Target}' now, at {Address}")]
    private static partial void LogFound(ILogger logger, ForwardTarget target, IPAddress address);

    [LoggerMessage(
        EventId = 3225,
        Level = LogLevel.Error,
        Message = "UDP does not forward to '{Target}': that is where it listens itself, and every datagram would come round for ever. Give the port of another program")]
    private static partial void LogComesBack(ILogger logger, ForwardTarget target);

    /// <summary>The way to one target; closed until its address is known.</summary>
    private sealed class Route(ForwardTarget target) : IDisposable
    {
        private volatile Tuple<Socket, SocketAddress>? _way;

        public ForwardTarget Target { get; } = target;

        public void Open(IPAddress address) => _way = Tuple.Create(
            new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false }, new IPEndPoint(address, Target.Port).Serialize());

        public bool TrySend(ReadOnlySpan<byte> datagram)
        {
            if (_way is not { Item1: var socket, Item2: var to })
            {
                return false;
            }

            try
            {
                socket.SendTo(datagram, SocketFlags.None, to);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        public void Dispose() => _way?.Item1.Dispose();
    }
}
