using System.Net;

namespace DualTwin.Sources.Udp;

/// <summary>Options of <see cref="UdpSource"/>. Checked when a source is made from it.</summary>
public sealed record UdpSourceOptions
{
    /// <summary>Default of <see cref="Port"/>.</summary>
    public const int DefaultPort = 20777;

    /// <summary>Default of <see cref="ReceiveBufferBytes"/>: more than a second of the largest datagrams, sixty a second.</summary>
    public const int DefaultReceiveBufferBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The address of this machine that listens: an IPv4 or IPv6 address, a host name, <c>localhost</c> (the default: 127.0.0.1 and,
    /// where there is IPv6, ::1), <c>0.0.0.0</c> (every IPv4 address), or <c>any</c>, <c>*</c> and <c>::</c> (every address).
    /// </summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The port, 0…65,535; 0 takes a free one. The default is 20,777.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// Room that the operating system is asked for to hold datagrams until they are read, bytes, 65,536…268,435,456. The system may
    /// give less; what it gave is logged. The default is 4,194,304.
    /// </summary>
    public int ReceiveBufferBytes { get; init; } = DefaultReceiveBufferBytes;

    /// <summary>Silence after which another sender may take the followed one's place, 10 ms…10 min. The default is 2 s.</summary>
    public TimeSpan SenderTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Who may send: addresses such as <c>192.168.1.20</c> or networks such as <c>192.168.1.0/24</c>. Empty, the default, takes anyone's
    /// datagrams.
    /// </summary>
    public IReadOnlyList<string> AllowedSenders { get; init; } = [];

    /// <summary>
    /// Where every datagram of <see cref="AllowedSenders"/> is sent on to, as <c>HOST:PORT</c>, so that other tools go on working. A name
    /// that is unknown is asked for again and again, and holds up nothing. The default is nowhere.
    /// </summary>
    public IReadOnlyList<string> ForwardTo { get; init; } = [];

    /// <summary>Finds the addresses of a name in <see cref="ForwardTo"/>; by the system's resolver.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Whether <paramref name="text"/> can stand in <see cref="AllowedSenders"/>.</summary>
    public static bool IsSender(string text) => Udp.AllowedSenders.IsValid(text);

    /// <summary>Whether <paramref name="text"/> can stand in <see cref="ForwardTo"/>.</summary>
    public static bool IsTarget(string text) => ForwardTarget.TryParse(text, out _);

    /// <summary>What is wrong with the options, one sentence each that names the option, its value and what was expected.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(!string.IsNullOrWhiteSpace(Host), nameof(Host), $"'{Host}'", "an address or name of this machine, such as localhost or 0.0.0.0");
        Check(Port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort, nameof(Port), Port, "0 to 65535");
        Check(ReceiveBufferBytes is >= 64 * 1024 and <= 256 * 1024 * 1024, nameof(ReceiveBufferBytes), ReceiveBufferBytes, "65536 to 268435456");
        foreach (var sender in AllowedSenders)
        {
            Check(IsSender(sender), nameof(AllowedSenders), $"'{sender}'", "an address such as 192.168.1.20 or a network such as 192.168.1.0/24");
        }

        foreach (var target in ForwardTo)
        {
            Check(ForwardTarget.TryParse(target, out var parsed) && !parsed.IsOwn(Host, Port), nameof(ForwardTo), $"'{target}'", "HOST:PORT of another program");
        }

        Check(SenderTimeout.TotalSeconds is >= 0.01 and <= 600, nameof(SenderTimeout), SenderTimeout, "10 ms to 10 min");
        return problems;

        void Check(bool right, string option, object value, string expected)
        {
            if (!right)
            {
                problems.Add($"{option} is {value}; expected {expected}.");
            }
        }
    }
}
