namespace DualTwin.Storage.StateFiles;

/// <summary>Writes files so that a reader sees the old content or the new, never a part of either.</summary>
public static class AtomicFile
{
    /// <summary>What is appended to a file's name while its new content is being written.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Replaces the content of <paramref name="path"/>: a temporary file in the same folder (made where it is missing), flushed to
    /// the disk, then renamed. What a failed attempt leaves behind, the next one overwrites.
    /// </summary>
    /// <exception cref="IOException">The folder or the disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the file may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var temporary = full + TemporarySuffix;
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, full, overwrite: true);
    }
}
