using System.Globalization;
using DualTwin.Sources.Archive.Download;

namespace DualTwin.Archives;

/// <summary>Shows how far a download is: on one line that is drawn over, and a line for each file that is done.</summary>
internal sealed class FetchPrinter(TextWriter output, bool isTerminal, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private long? _drawnAt;

    /// <summary>Takes news of a file.</summary>
    public void Tell(FileFetch file)
    {
        if (file.State == FetchState.Coming)
        {
            Draw(file);
            return;
        }

        var what = file.State switch
        {
            FetchState.Done => Size(file.Bytes),
            FetchState.Here => $"{Size(file.Bytes)}, was here already",
            _ => "not in the archive",
        };
        output.WriteLine($"{(isTerminal ? "\r\e[K" : "")}  {file.Name}: {what}");
        _drawnAt = null;
    }

    private void Draw(FileFetch file)
    {
        if (!isTerminal || (_drawnAt is { } at && time.GetElapsedTime(at) < Interval))
        {
            return;
        }

        _drawnAt = time.GetTimestamp();
        var of = file.Whole is { } whole ? $" of {Size(whole)}" : "";
        output.Write($"\r\e[K  {file.Name}: {Size(file.Bytes)}{of}");
    }

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");
}
