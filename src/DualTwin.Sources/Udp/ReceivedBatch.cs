namespace DualTwin.Sources.Udp;

/// <summary>Datagrams on their way to the reader, and the listener that wants their room back.</summary>
internal readonly record struct ReceivedBatch(UdpListener Listener, DatagramBatch Batch);
