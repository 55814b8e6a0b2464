using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DualTwin.Session;
using DualTwin.Sources.Archive;
using DualTwin.Sources.Replay;
using DualTwin.Telemetry.Schema;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.Archive;

/// <summary>A real session, replayed through the pipeline as fast as it goes.</summary>
internal sealed record Replayed(SessionState State, SourceCounters Counters, string Fingerprint)
{
    private static readonly ConcurrentDictionary<string, Task<Replayed>> Replays = new(StringComparer.Ordinal);

    /// <summary>The session, replayed once for all tests; skips where the recording is not here.</summary>
    public static Task<Replayed> Of(string session)
    {
        RealArchives.PathOf(session);
        return Replays.GetOrAdd(session, Anew);
    }

    /// <summary>The session, replayed again.</summary>
    public static async Task<Replayed> Anew(string session)
    {
        var source = TemporaryArchive.Open(RealArchives.PathOf(session));
        var pipeline = new SessionPipeline(new SessionPipelineOptions());
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var frames = 0;
        await foreach (var frame in source.ReadAsync(CancellationToken.None))
        {
            var view = pipeline.Apply(frame);
            if (++frames % 100 == 0 && view.Document(ViewDocument.Telemetry, SchemaVersions.Newest) is { } bytes)
            {
                hash.AppendData(bytes.Span);
            }
        }

        var state = pipeline.Current.State;
        foreach (var said in state.Events)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{said.Id} {said.Time:O} {said.Lap} {said.Type} {said.CarId} {said.Text}\n"));
        }

        return new Replayed(state, source.Counters, Convert.ToHexString(hash.GetHashAndReset()));
    }

    public string Code(string carId) => State.FindCar(carId)!.Identity.DriverCode!;

    public CarState Car(string code) => State.Cars.Single(c => c.Identity.DriverCode == code);

    public IEnumerable<string> Order => State.Cars.OrderBy(c => c.Timing.Position).Select(c => c.Identity.DriverCode!);
}
