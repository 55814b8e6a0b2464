using System.IO.Compression;
using System.Security.Cryptography;

namespace DualTwin.Server.Pages;

/// <summary>A file of the page, with its compressed form and its tag.</summary>
internal sealed class PageFile
{
    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private readonly Lazy<byte[]> _compressed;

    private PageFile(string name, byte[] content)
    {
        Content = content;
        MediaType = MediaTypes.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");
        Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"";
        _compressed = new Lazy<byte[]>(Compress);
    }

    /// <summary>The file as it was built.</summary>
    public byte[] Content { get; }

    /// <summary>The file as gzip; made when first asked for.</summary>
    public byte[] Compressed => _compressed.Value;

    /// <summary>Its media type, after its ending.</summary>
    public string MediaType { get; }

    /// <summary>Entity tag: differs where the content does.</summary>
    public string Tag { get; }

    /// <summary>Reads the file called <paramref name="name"/> from <paramref name="stream"/>.</summary>
    public static PageFile Read(string name, Stream stream)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return new PageFile(name, buffer.ToArray());
    }

    private byte[] Compress()
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.SmallestSize))
        {
            gzip.Write(Content);
        }

        return buffer.ToArray();
    }
}
