namespace DualTwin.Sources.Udp;

/// <summary>A datagram on its way to the reader, and the listener that wants its place back.</summary>
internal readonly record struct ReceivedDatagram(UdpListener Listener, Datagram Place);
