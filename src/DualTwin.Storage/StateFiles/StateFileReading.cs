namespace DualTwin.Storage.StateFiles;

/// <summary>What became of reading a state file.</summary>
/// <param name="Content">The file's bytes (UTF-8 JSON, checked to be whole); null where there is none to use.</param>
/// <param name="Problem">Why a file that is there could not be used, and what was done with it; null where nothing was wrong.</param>
public sealed record StateFileReading(ReadOnlyMemory<byte>? Content, string? Problem)
{
    /// <summary>There is no such file: a first start.</summary>
    public static readonly StateFileReading Missing = new(null, null);
}
