namespace DualTwin.Bench.Live;

/// <summary>How a live source's messages reach the program.</summary>
internal interface ISnapshotSender : IDisposable
{
    /// <summary>The source as the command line names it.</summary>
    string Source { get; }

    /// <summary>Waits until somebody is there to be sent to, where the transport can tell.</summary>
    void Accept();

    /// <summary>Sends one message and returns when the operating system has it.</summary>
    void Send(ReadOnlySpan<byte> message);
}
