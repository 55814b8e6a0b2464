using System.IO.Compression;
using System.Text;

namespace DualTwin.Sources.Tests.LiveTiming.Hub;

/// <summary>Packs JSON as the feed does.</summary>
internal static class Packed
{
    /// <summary>The JSON text that a <c>.z</c> topic carries for <paramref name="json"/>.</summary>
    public static string Of(string json)
    {
        using var packed = new MemoryStream();
        using (var deflating = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflating.Write(Encoding.UTF8.GetBytes(json));
        }

        return $"\"{Convert.ToBase64String(packed.ToArray())}\"";
    }
}
