using DualTwin.RaceModel.Sampling;

namespace DualTwin.RaceModel.Tests;

public sealed class SeededRandomTests
{
    [Fact]
    public void NextBits_KnownSeed_GivesTheSequenceOfTheAlgorithm()
    {
        // SplitMix64 of seed 0 begins with these four words (its authors' reference output); xoshiro256** then starts from them.
        ulong[] state = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC];
        var expected = ulong.RotateLeft(state[1] * 5, 7) * 9;

        Assert.Equal(expected, new SeededRandom(0).NextBits());
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveMeanZeroAndDeviationOne()
    {
        var random = new SeededRandom(1);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextNormal()).ToArray();

        Assert.Equal(0, draws.Average(), tolerance: 0.02);
        Assert.Equal(1, draws.Average(x => x * x), tolerance: 0.02);
    }

    [Fact]
    public void NextDouble_ManyDraws_FillTheUnitIntervalEvenly()
    {
        var random = new SeededRandom(2);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[(int)(random.NextDouble() * 10)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 9_600, 10_400));
    }
}
