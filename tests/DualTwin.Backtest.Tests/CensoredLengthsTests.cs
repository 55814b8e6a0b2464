using DualTwin.Backtest.Fitting;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Backtest.Tests;

/// <summary>Lives of sets, as shares of a race, of which the flag cuts some short: the life that was drawn must be found again.</summary>
public sealed class CensoredLengthsTests(ITestOutputHelper output)
{
    private const double Life = 0.5;
    private const double BetweenCircuits = 0.06;
    private const double Scatter = 0.12;

    [Fact]
    public void Pool_ManySeeds_FindsTheLifeThatWholeLengthsAloneTellTooShort()
    {
        var (told, whole) = (new List<double>(), new List<double>());
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var lengths = Draw(seed);
            told.Add(CensoredLengths.Pool(lengths).Mean);
            whole.Add(new PartialPooling(lengths.Where(l => l.Whole).Select(l => (l.Group, l.Length))).Mean);
        }

        output.WriteLine($"life {Life}: told {told.Average():0.000}, from whole lengths {whole.Average():0.000}");
        Assert.Equal(Life, told.Average(), tolerance: 0.01);
        Assert.InRange(whole.Average(), 0.8 * Life, 0.93 * Life);
        Assert.All(told, t => Assert.Equal(Life, t, tolerance: 0.05));
    }

    [Fact]
    public void Pool_ManySeeds_FindsTheScatterToo()
    {
        var scatter = Enumerable.Range(1, 20).Select(seed => Math.Sqrt(CensoredLengths.Pool(Draw((ulong)seed)).Within)).Average();

        Assert.Equal(Scatter, scatter, tolerance: 0.012);
    }

    [Fact]
    public void Pool_CircuitWhoseSetsLastLonger_IsToldFromTheOthers()
    {
        var random = new SeededRandom(5);
        var lengths = Draw(5);
        lengths.AddRange(Enumerable.Range(0, 60).Select(_ => Seen("lasting", 0.7, random)));

        Assert.Equal(0.7, CensoredLengths.Pool(lengths).Of("lasting").Mean, tolerance: 0.06);
    }

    [Fact]
    public void Pool_NothingCutShort_IsThePlainPool()
    {
        var lengths = Draw(1).Select(l => l with { Whole = true }).ToList();

        Assert.Equal(new PartialPooling(lengths.Select(l => (l.Group, l.Length))).Mean, CensoredLengths.Pool(lengths).Mean, tolerance: 1e-9);
    }

    [Fact]
    public void Pool_NothingWhole_SaysSo() =>
        Assert.Throws<InvalidDataException>(() => CensoredLengths.Pool([("a", 0.4, false), ("b", 0.5, false)]));

    private static List<(string Group, double Length, bool Whole)> Draw(ulong seed)
    {
        var random = new SeededRandom(seed);
        var lengths = new List<(string, double, bool)>();
        for (var circuit = 0; circuit < 30; circuit++)
        {
            var life = Life + (BetweenCircuits * random.NextNormal());
            lengths.AddRange(Enumerable.Range(0, 40).Select(_ => Seen($"{circuit}", life, random)));
        }

        return lengths;
    }

    // A set fitted anywhere in the middle of a race runs for its life, or to the flag.
    private static (string Group, double Length, bool Whole) Seen(string circuit, double life, SeededRandom random)
    {
        var (length, left) = (life + (Scatter * random.NextNormal()), 0.3 + (0.5 * random.NextDouble()));
        return length < left ? (circuit, length, true) : (circuit, left, false);
    }
}
