using DualTwin.Strategy.Forecasting;

namespace DualTwin.Server.Forecasting;

/// <summary>Simulates races on several threads; what comes out does not depend on how many.</summary>
public static class ForecastRun
{
    /// <summary>Seed of what the belief does not know, and of the races of every forecast: equal states give equal forecasts.</summary>
    public const ulong Seed = 1;

    // Races handed out at a time: a part takes about ten milliseconds.
    private const int Part = 250;

    /// <summary>Adds races <paramref name="from"/> to <paramref name="to"/> (excluded) to <paramref name="tally"/>.</summary>
    /// <param name="outlook">Where they go on from.</param>
    /// <param name="from">First race, 0 or more.</param>
    /// <param name="to">End of the races.</param>
    /// <param name="tally">Counts them; of the same outlook.</param>
    /// <param name="threads">Most threads, 1 or more.</param>
    /// <param name="cancellationToken">Breaks off between two parts; the tally is of no use then.</param>
    /// <exception cref="OperationCanceledException">It was broken off.</exception>
    public static void Add(RaceOutlook outlook, int from, int to, ForecastTally tally, int threads, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var parts = (to - from + Part - 1) / Part;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(
            0,
            parts,
            options,
            () => (Simulator: new RaceSimulator(outlook), Tally: new ForecastTally(outlook)),
            (part, _, worker) =>
            {
                var first = from + (part * Part);
                worker.Simulator.Run(Seed, first, Math.Min(first + Part, to), worker.Tally);
                return worker;
            },
            worker =>
            {
                lock (gate)
                {
                    tally.Add(worker.Tally);
                }
            });
    }
}
