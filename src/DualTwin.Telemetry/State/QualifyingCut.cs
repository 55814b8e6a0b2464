using System.Collections.Immutable;
using DualTwin.Telemetry.Values;

namespace DualTwin.Telemetry.State;

/// <summary>
/// Where a part of a knock-out qualifying cuts: the last car that goes through, its time, and who would be eliminated by how much.
/// </summary>
/// <param name="Places">Cars that go through.</param>
/// <param name="CarId">The last of them; null while fewer have a time.</param>
/// <param name="LapTime">Its best lap in this part: the time to beat; null while fewer have a time.</param>
/// <param name="Out">The cars below the cut, best first; those without a time last, in the source's order.</param>
public sealed record QualifyingCut(int Places, string? CarId, TimeSpan? LapTime, ImmutableArray<CarBelowCut> Out)
{
    /// <summary>The cut of the part that <paramref name="state"/> is in; null in the last part, outside a qualifying, and where it is not told how many go through.</summary>
    public static QualifyingCut? Of(SessionState state)
    {
        var session = state.Session;
        if (session.Type != SessionType.Qualifying || session.QualifyingPlaces?.After(session.QualifyingPart) is not { } places)
        {
            return null;
        }

        var order = state.Cars.Where(car => !car.KnockedOut)
            .OrderBy(car => car.Timing.BestLapTime ?? TimeSpan.MaxValue)
            .ThenBy(car => car.Timing.Position ?? int.MaxValue)
            .ToList();
        var last = places <= order.Count && order[places - 1].Timing.BestLapTime is not null ? order[places - 1] : null;
        var time = last?.Timing.BestLapTime;
        return new QualifyingCut(
            places, last?.CarId, time, [.. order.Skip(places).Select(car => new CarBelowCut(car.CarId, car.Timing.BestLapTime - time))]);
    }
}
