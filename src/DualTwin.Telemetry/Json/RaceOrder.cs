using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Json;

/// <summary>The order in which documents list cars: by position, cars without one last, in the order they were first named.</summary>
public static class RaceOrder
{
    /// <summary>Fills <paramref name="order"/> with the indices of <paramref name="cars"/> in race order.</summary>
    /// <exception cref="ArgumentException">The two are not of one length.</exception>
    public static void Fill(ReadOnlySpan<CarState> cars, Span<int> order)
    {
        if (cars.Length != order.Length)
        {
            throw new ArgumentException($"{order.Length} places for {cars.Length} cars.", nameof(order));
        }

        // Sources keep cars nearly in order from frame to frame, where insertion is the fastest sort.
        for (var i = 0; i < cars.Length; i++)
        {
            var position = Position(cars[i]);
            var at = i;
            while (at > 0 && Position(cars[order[at - 1]]) > position)
            {
                order[at] = order[at - 1];
                at--;
            }

            order[at] = i;
        }
    }

    private static int Position(CarState car) => car.Timing.Position ?? int.MaxValue;
}
