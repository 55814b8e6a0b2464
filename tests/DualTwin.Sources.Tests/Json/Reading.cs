using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Tests.Json;

/// <summary>Reads a source as the supervisor does.</summary>
internal static class Reading
{
    // A reading that hangs fails its test; nothing here takes a tenth of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The first <paramref name="count"/> frames; the reading ends with them.</summary>
    public static async Task<List<Frame>> FramesAsync(this ITelemetrySource source, int count)
    {
        var frames = new List<Frame>();
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        guard.CancelAfter(Patience);
        await foreach (var frame in source.ReadAsync(guard.Token))
        {
            frames.Add(frame);
            if (frames.Count == count)
            {
                break;
            }
        }

        return frames;
    }

    /// <summary>Reads until the source cannot go on; the cause that it gives.</summary>
    public static async Task<string> CauseAsync(this ITelemetrySource source)
    {
        var problem = await Assert.ThrowsAsync<SourceException>(() => source.FramesAsync(int.MaxValue));
        return problem.Message;
    }

    public static double? SpeedKph(this Frame frame) => frame.Cars[0].SpeedKph;
}
