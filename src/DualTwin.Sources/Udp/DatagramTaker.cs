using System.Net;

namespace DualTwin.Sources.Udp;

/// <summary>Takes a datagram in on the thread that received it; its bytes and its sender are the listener's own, and last as long as the call.</summary>
internal delegate void DatagramTaker(ReadOnlySpan<byte> datagram, SocketAddress sender);
