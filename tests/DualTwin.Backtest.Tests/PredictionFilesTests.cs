using System.IO.Compression;
using DualTwin.Backtest.Predictions;

namespace DualTwin.Backtest.Tests;

public sealed class PredictionFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predictions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_PredictionWithGaps_LeavesTheirFieldsEmpty()
    {
        var path = Path.Combine(_folder, "p.csv");

        PredictionFiles.Write(path, [new Prediction { Key = new LapKey(2024, 1, "AAA", 3), NextLap = 90.12345, NextLapP10 = 89.9, PitNext5 = 0.1234567 }]);

        Assert.Equal(
            [
                "season,round,driver,lap,next_lap_s,next_lap_p10,next_lap_p90,pit_next_1,pit_next_5,finish_mean,p_win,p_podium,p_points,rejoin_mean,rejoin_p10,rejoin_p90",
                "2024,1,AAA,3,90.1234,89.9,,,0.123457,,,,,,,",
            ],
            File.ReadAllLines(path));
    }

    [Fact]
    public void Write_NameEndsInGz_Compresses()
    {
        var path = Path.Combine(_folder, "u.csv.gz");

        PredictionFiles.Write(path, [new UndercutPrediction(new LapKey(2024, 1, "AAA", 3), "BBB", 0.25), new UndercutPrediction(new LapKey(2024, 1, "CCC", 3), "AAA", null)]);

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        Assert.Equal("season,round,lap,driver,target,p_success\n2024,1,3,AAA,BBB,0.25\n2024,1,3,CCC,AAA,\n", reader.ReadToEnd());
    }
}
