using System.Text;
using CsCheck;
using DualTwin.Sources.Archive;

namespace DualTwin.Sources.Tests.Archive;

public sealed class ArchivePropertyTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(
        "\uFEFF00:00:01.000{\"Lines\":{\"44\":{\"Position\":\"1\",\"GapToLeader\":\"LAP 1\"}}}\r\n"
        + "00:00:02.000{\"Lines\":{\"44\":{\"LastLapTime\":{\"Value\":\"1:20.000\"},\"NumberOfLaps\":2}}}\r\n"
        + "00:00:01.500{\"Lines\":{\"7\":{\"Sectors\":{\"0\":{\"Value\":\"30.100\"}}}}}\r\n");

    [Fact]
    public async Task Read_AnyTruncation_NeverThrowsAndKeepsWholeLines()
    {
        for (var length = 0; length <= Whole.Length; length++)
        {
            using var archive = new TemporaryArchive();
            await File.WriteAllBytesAsync(FileIn(archive), Whole[..length], TestContext.Current.CancellationToken);

            var frames = await TemporaryArchive.ReadAll(archive.Open());

            // A line whose end was cut off is whole as well where its last brace is still there.
            var whole = Whole[..length].Count(b => b == '\n');
            Assert.InRange(frames.Count, whole, whole + 1);
        }
    }

    [Fact]
    public async Task Read_AnyDamagedBytes_NeverThrows() =>
        await Gen.Select(Gen.Int[0, 250], Gen.Byte.Array[1, 20]).SampleAsync(async (at, junk) =>
        {
            using var archive = new TemporaryArchive();
            var damaged = Whole.ToArray();
            junk.AsSpan(0, Math.Min(junk.Length, damaged.Length - Math.Min(at, damaged.Length))).CopyTo(damaged.AsSpan(Math.Min(at, damaged.Length)));
            await File.WriteAllBytesAsync(FileIn(archive), damaged);
            var source = archive.Open();

            var frames = await TemporaryArchive.ReadAll(source);

            Assert.True(frames.Count <= source.Counters.Messages);
        }, iter: 200);

    [Fact]
    public async Task Read_ChunksOfAnySize_GiveTheSameLines() =>
        await Gen.Int[1, 4000].Array[1, 30].SampleAsync(async lengths =>
        {
            using var archive = new TemporaryArchive();
            var lines = lengths.Select((length, i) => $"00:00:{i:00}.000" + "{\"Status\":\"2\"" + new string(' ', length) + "}");
            archive.Write("TrackStatus", string.Join('\n', lines));
            var source = archive.Open(maxLineBytes: 2048);

            var frames = await TemporaryArchive.ReadAll(source);

            var tooLong = lengths.Count(length => length + 26 > 2048);
            Assert.Equal(lengths.Length - tooLong, frames.Count);
            Assert.Equal(tooLong, source.Counters.Refused.GetValueOrDefault(ArchiveRefusal.TooLong));
        }, iter: 100);

    private static string FileIn(TemporaryArchive archive) => Path.Combine(archive.Path, "TimingData.jsonStream");
}
