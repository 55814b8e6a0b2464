using System.IO.Compression;
using System.Text.Json;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Backtest.Archive;

/// <summary>
/// A race of the F1 game as a pit-wall tool saved it: for each car, wear, fuel and tyres at the end of each lap, and lap times. Its last
/// record is written after the flag, some way into another lap: it is left out.
/// </summary>
public sealed class DecodedGameRace
{
    private const double PercentOfShare = 100;

    private DecodedGameRace(string circuit, int totalLaps, IReadOnlyList<DecodedGameCar> cars) => (Circuit, TotalLaps, Cars) = (circuit, totalLaps, cars);

    /// <summary>The circuit as the tool names it.</summary>
    public string Circuit { get; }

    /// <summary>Race distance, laps.</summary>
    public int TotalLaps { get; }

    /// <summary>The cars.</summary>
    public IReadOnlyList<DecodedGameCar> Cars { get; }

    /// <summary>Reads the file at <paramref name="path"/> (JSON, gzip where its name ends in .gz).</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static DecodedGameRace Load(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            using var parsed = JsonDocument.Parse(stream);
            var (root, session) = (parsed.RootElement, parsed.RootElement.GetProperty("session-info"));
            return new DecodedGameRace(
                session.GetProperty("track-id").GetString() ?? string.Empty,
                session.GetProperty("total-laps").GetInt32(),
                [.. root.GetProperty("classification-data").EnumerateArray().Select(CarOf)]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no decoded race of the F1 game: {e.Message}", e);
        }
    }

    /// <summary>What the game would have told at each line crossing, in the order in which they happened.</summary>
    public IEnumerable<Frame> Frames()
    {
        yield return FrameAt(0) with
        {
            Session = new SessionUpdate
            {
                SessionId = Circuit,
                Type = SessionType.Race,
                Kind = SessionKind.Race,
                CircuitName = Circuit,
                TotalLaps = TotalLaps,
                LeaderLap = 1,
                Phase = SessionPhase.Running,
                Game = new GameFacts("F1 25", 2025, null, null),
            },
            Track = new TrackUpdate { Status = TrackStatus.Green },
            Cars = [.. Cars.Select(c => Update(c, c.Laps[0]) with { GridPosition = c.Grid, InPit = false })],
        };
        foreach (var (car, lap, at) in Cars.SelectMany(Crossings).OrderBy(c => c.At))
        {
            if (car.NewSet(lap))
            {
                // The set was changed after the line of the lap before; the exit is told first.
                yield return FrameAt(at) with { Cars = [new CarUpdate { CarId = car.Driver, InPit = false, Compound = car.Laps[lap].Compound, CompoundName = car.Laps[lap].CompoundName, TyreAge = 0 }] };
            }

            yield return FrameAt(at) with
            {
                Session = new SessionUpdate { LeaderLap = lap + 1 },
                Cars = [Update(car, car.Laps[lap]) with { LastLapTime = TimeSpan.FromSeconds(car.Laps[lap].LapSeconds), InPit = car.NewSet(lap + 1) ? true : null }],
            };
        }
    }

    private static IEnumerable<(DecodedGameCar Car, int Lap, double At)> Crossings(DecodedGameCar car)
    {
        var at = 0.0;
        for (var lap = 1; lap < car.Laps.Count; lap++)
        {
            at += car.Laps[lap].LapSeconds;
            yield return (car, lap, at);
        }
    }

    private static Frame FrameAt(double seconds) => new()
    {
        Source = new SourceIdentity("replay", "decoded game race", SourceMode.Replay),
        MeasuredAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        SessionTime = TimeSpan.FromSeconds(seconds),
    };

    private static CarUpdate Update(DecodedGameCar car, DecodedGameLap lap) => new()
    {
        CarId = car.Driver,
        Driver = car.Driver,
        Team = car.Team,
        LapsCompleted = lap.Lap,
        Compound = lap.Compound,
        CompoundName = lap.CompoundName,
        TyreWearByWheel = lap.Wear,
        FuelMassKg = lap.FuelKg,
        FuelCapacityKg = lap.TankKg,
    };

    private static DecodedGameCar CarOf(JsonElement car)
    {
        var times = car.GetProperty("session-history").GetProperty("lap-history-data").EnumerateArray().Select(l => l.GetProperty("lap-time-in-ms").GetDouble() / 1000).ToArray();
        var laps = car.GetProperty("per-lap-info").EnumerateArray().Select(l => LapOf(l, times)).OrderBy(l => l.Lap).ToList();
        return new DecodedGameCar(
            car.GetProperty("driver-name").GetString() ?? string.Empty,
            car.GetProperty("team").GetString() ?? string.Empty,
            car.GetProperty("final-classification").GetProperty("grid-position").GetInt32(),
            [.. laps.Take(times.Length)]);
    }

    private static DecodedGameLap LapOf(JsonElement element, double[] times)
    {
        var lap = element.GetProperty("lap-number").GetInt32();
        var status = element.GetProperty("car-status-data");

        // The tool lists rear left, rear right, front left, front right, as the game does.
        var wear = element.GetProperty("car-damage-data").GetProperty("tyres-wear").EnumerateArray().Select(w => w.GetDouble() / PercentOfShare).ToArray();
        return new DecodedGameLap(
            lap,
            lap == 0 ? 0 : times[lap - 1],
            new Wheels(wear[2], wear[3], wear[0], wear[1]),
            status.GetProperty("fuel-in-tank").GetDouble(),
            status.GetProperty("fuel-capacity").GetDouble(),
            Enum.Parse<Compound>(status.GetProperty("visual-tyre-compound").GetString() ?? string.Empty),
            status.GetProperty("actual-tyre-compound").GetString() ?? string.Empty);
    }
}
