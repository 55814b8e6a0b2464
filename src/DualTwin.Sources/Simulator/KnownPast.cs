using System.Collections.Immutable;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sources.Simulator;

/// <summary>
/// Where the cars of a race were before its simulation began, as their gaps tell: each has been where the cars behind it are now, the
/// difference of their gaps ago. Gaps told at the beginning are so those told before.
/// </summary>
internal sealed class KnownPast
{
    private readonly (int Car, double Metres, double Gap)[] _order;

    public KnownPast(RaceCondition start, ImmutableArray<double?> gaps, double lapMetres) => _order =
    [
        .. Enumerable.Range(0, gaps.Length).Where(i => gaps[i] is not null)
            .Select(i => (i, (start.Cars[i].LapsCompleted + start.Cars[i].LapFraction) * lapMetres, gaps[i]!.Value))
            .OrderBy(x => x.Value),
    ];

    /// <summary>The way of a car up to the beginning; empty for the last one and for cars without a gap.</summary>
    public IEnumerable<Leg> Of(int car)
    {
        var place = Array.FindIndex(_order, x => x.Car == car);
        for (var behind = _order.Length - 1; place >= 0 && behind > place; behind--)
        {
            var (from, to) = (_order[behind], _order[behind - 1]);
            yield return new Leg(LegKind.Past, _order[place].Gap - from.Gap, _order[place].Gap - to.Gap, from.Metres, to.Metres);
        }
    }
}
