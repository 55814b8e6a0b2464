using CsCheck;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Recording.Container;

namespace DualTwin.Sources.Tests.Recording;

public sealed class ContainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-container-").FullName;

    private string FilePath => Path.Combine(_folder, "a.dtrec");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame() =>
        Gen.Select(Gen.Int[0, 4000].Array[0, 60], Gen.Int[1, 20], Gen.Bool).Sample(
            (numbers, perChunk, finish) =>
            {
                var path = Path.Combine(_folder, $"{string.Join('-', numbers.Take(4))}-{perChunk}-{finish}-{numbers.Length}.dtrec");
                var written = numbers.Select(Recorded.Number).ToList();
                Write(path, written, perChunk, finish);

                Assert.Equal(written, Recorded.ReadAll(path, file => Assert.Equal((0, false), (file.Damaged, file.CutOff))));
                File.Delete(path);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Read_FileCutAtEveryByte_GivesAllUpToItsLastWholeChunk()
    {
        var written = Enumerable.Range(1, 60).Select(Recorded.Number).ToList();
        var wholeAt = Write(FilePath, written, perChunk: 7, finish: true);
        var bytes = File.ReadAllBytes(FilePath);
        var cut = Path.Combine(_folder, "cut.dtrec");
        for (var length = FileHeader.Size; length <= bytes.Length; length++)
        {
            File.WriteAllBytes(cut, bytes[..length]);

            var expected = wholeAt.LastOrDefault(w => w.Length <= length).Messages;
            Assert.Equal((length, expected), (length, Recorded.ReadAll(cut).Count));
        }

        File.WriteAllBytes(cut, bytes[..10]);
        Assert.Contains("is no recording", Assert.Throws<SourceException>(() => RecordingFile.Open(cut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyByteDamaged_NeverFailsAndNeverGivesWhatWasNotWritten()
    {
        var written = Enumerable.Range(1, 400).Select(Recorded.Number).ToList();
        Write(FilePath, written, perChunk: 20, finish: true);
        var bytes = File.ReadAllBytes(FilePath);
        var damaged = Path.Combine(_folder, "damaged.dtrec");
        Gen.Select(Gen.Int[FileHeader.Size, bytes.Length - 1], Gen.Byte[1, 255]).Sample(
            (at, flip) =>
            {
                var copy = bytes.ToArray();
                copy[at] ^= flip;
                File.WriteAllBytes(damaged, copy);
                var read = Recorded.ReadAll(damaged);

                Assert.Equal(written.Take(read.Count), read);
            },
            iter: 500,
            threads: 1);
    }

    [Fact]
    public void Read_SegmentDamaged_GoesOnWithTheNext()
    {
        var written = Enumerable.Range(1, 80_000).Select(Recorded.Number).ToList();
        Write(FilePath, written, perChunk: 1000, finish: true);
        IReadOnlyList<SegmentMark> segments;
        using (var file = RecordingFile.Open(FilePath))
        {
            segments = file.Segments();
        }

        Assert.True(segments.Count >= 3);
        var bytes = File.ReadAllBytes(FilePath);
        bytes[segments[1].Offset + ChunkHeader.Size + 5] ^= 1;
        File.WriteAllBytes(FilePath, bytes);

        var read = Recorded.ReadAll(FilePath, file => Assert.True(file.Damaged > 0));

        var expected = written.Take((int)segments[1].MessagesBefore).Concat(written.Skip((int)segments[2].MessagesBefore));
        Assert.Equal(expected, read);
    }

    [Fact]
    public void Segments_WithAndWithoutIndex_AreTheSame()
    {
        var written = Enumerable.Range(1, 80_000).Select(Recorded.Number).ToList();
        Write(FilePath, written, perChunk: 1000, finish: true);
        using var whole = RecordingFile.Open(FilePath);
        var indexed = whole.Segments();
        var cut = Path.Combine(_folder, "cut.dtrec");
        File.WriteAllBytes(cut, File.ReadAllBytes(FilePath)[..^Trailer.Size]);
        using var hopped = RecordingFile.Open(cut);

        Assert.Equal(indexed, hopped.Segments());
        whole.GoTo(indexed[2].Offset);
        Assert.True(whole.MoveNext());
        Assert.Equal(written[(int)indexed[2].MessagesBefore], Recorded.Of(whole));
    }

    [Fact]
    public void Write_SmallChunks_CompressAsOneStream()
    {
        Write(FilePath, [.. Enumerable.Range(1, 5000).Select(Recorded.Number)], perChunk: 4, finish: true);

        // By itself no chunk of four such messages would compress to half.
        var plain = Enumerable.Range(1, 5000).Sum(n => Recorded.Number(n).Content.Length);
        Assert.InRange(new FileInfo(FilePath).Length - (1250 * ChunkHeader.Size), 0, plain / 2);
    }

    private static List<(long Length, int Messages)> Write(string path, List<Recorded> messages, int perChunk, bool finish)
    {
        var wholeAt = new List<(long, int)>();
        using var file = File.Create(path);
        using var writer = new RecordingWriter(file, 1, Recorded.Start);
        for (var i = 0; i < messages.Count; i++)
        {
            messages[i].AddTo(writer);
            if ((i + 1) % perChunk == 0)
            {
                writer.Flush();
                wholeAt.Add((writer.Length, i + 1));
            }
        }

        writer.Flush();
        wholeAt.Add((writer.Length, messages.Count));
        if (finish)
        {
            writer.Finish();
        }

        return wholeAt;
    }
}
