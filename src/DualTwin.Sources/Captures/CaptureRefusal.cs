namespace DualTwin.Sources.Captures;

/// <summary>Why a datagram in a capture cannot be given whole.</summary>
internal static class CaptureRefusal
{
    public const string CutShort = "cut short by the capture";

    public const string WrongUdpLength = "UDP length that does not fit its IP packet";

    public const string IncompleteFragments = "IP fragments without the rest";
}
