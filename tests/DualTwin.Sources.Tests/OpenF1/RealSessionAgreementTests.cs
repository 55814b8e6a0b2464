using System.Text.Json;
using System.Text.Json.Nodes;
using DualTwin.Sources.OpenF1.Service;
using DualTwin.Sources.Tests.Archive;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>
/// Real sessions of the official feed, said again in OpenF1's shapes and asked for afterwards: laps, tyres, stops and best laps have to be
/// those that the official feed gave, since either source can stand in for the other.
/// </summary>
public sealed class RealSessionAgreementTests
{
    private static readonly DateTimeOffset Zero = new(2026, 5, 3, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RealArchives.Azerbaijan, "Race")]
    [InlineData(RealArchives.Monza, "Qualifying")]
    [InlineData(RealArchives.Miami, "Race")]
    public async Task RealSession_SaidInOpenF1sShapes_GivesWhatTheOfficialFeedGave(string archive, string type)
    {
        var official = (await Replayed.Of(archive)).State;
        using var documents = JsonDocument.Parse(new JsonArray([.. Documents(official).Select(d => new JsonArray(d.Collection, d.Content))]).ToJsonString());
        var taking = Taking.Of(type, type);
        taking.Now = Zero.AddDays(2);
        foreach (var (collection, document) in HistoryOrder.Of([.. documents.RootElement.EnumerateArray().Select(d => (d[0].GetString()!, d[1]))]))
        {
            taking.Say(collection, document.GetRawText());
        }

        Assert.Empty(taking.Counters.Refused);
        Assert.Equal(official.FastestLap is { } fastest ? (fastest.CarId, fastest.Lap) : default, (taking.State.FastestLap!.CarId, taking.State.FastestLap.Lap));
        foreach (var car in official.Cars.Where(car => !car.Laps.IsEmpty))
        {
            Assert.Equal(Facts(car), Facts(taking.State.FindCar(car.CarId)!));
        }
    }

    private static string Facts(CarState car) => string.Join('\n',
        car.CarId,
        car.Timing.Position,
        car.Timing.LapsCompleted,
        car.StopCount,
        string.Join(' ', car.Laps.Select(lap => (lap.Lap, lap.LapTime, lap.Sectors))),
        string.Join(' ', car.Laps.Select(lap => (lap.Lap, lap.Compound, lap.TyreAge))),
        string.Join(' ', car.PitVisits.Where(visit => visit is { LeftAt: not null, TyresChanged: true }).Select(visit => (visit.Lap, visit.From, visit.To))),
        string.Join(' ', car.Stints.Select(stint => (stint.Stint, stint.CompoundName, stint.StartLap, stint.AgeAtStart))));

    private static IEnumerable<(string Collection, JsonObject Content)> Documents(SessionState state)
    {
        foreach (var car in state.Cars)
        {
            yield return ("position", Of(car, new() { ["date"] = Text(state.SessionTime), ["position"] = car.Timing.Position }));
            TimeSpan? began = null;
            foreach (var lap in car.Laps)
            {
                yield return ("laps", Of(car, new()
                {
                    ["lap_number"] = lap.Lap, ["date_start"] = Text(began ?? (lap.CompletedAt - lap.LapTime)), ["lap_duration"] = lap.LapTime?.TotalSeconds,
                    ["duration_sector_1"] = lap.Sectors.Sector1?.TotalSeconds, ["duration_sector_2"] = lap.Sectors.Sector2?.TotalSeconds,
                    ["duration_sector_3"] = lap.Sectors.Sector3?.TotalSeconds, ["is_pit_out_lap"] = lap.PitOut,
                }));
                began = lap.CompletedAt;
            }

            if (car.Laps is [.., { LapTime: null } last])
            {
                yield return ("laps", Of(car, new() { ["lap_number"] = last.Lap + 1, ["date_start"] = Text(last.CompletedAt) }));
            }

            foreach (var visit in car.PitVisits.Where(visit => visit is { LeftAt: not null, Lap: not null }))
            {
                yield return ("pit", Of(car, new() { ["date"] = Text(visit.LeftAt), ["lap_number"] = visit.Lap, ["lane_duration"] = visit.LaneTime?.TotalSeconds }));
            }

            foreach (var stint in car.Stints)
            {
                yield return ("stints", Of(car, new()
                {
                    ["stint_number"] = stint.Stint, ["lap_start"] = stint.StartLap, ["compound"] = stint.CompoundName, ["tyre_age_at_start"] = stint.AgeAtStart,
                }));
            }
        }
    }

    private static JsonObject Of(CarState car, JsonObject content)
    {
        (content["session_key"], content["driver_number"]) = (11280, int.Parse(car.CarId, null));
        return content;
    }

    private static string? Text(TimeSpan? sessionTime) => sessionTime is { } at ? MadeSession.Text(Zero + at) : null;
}
