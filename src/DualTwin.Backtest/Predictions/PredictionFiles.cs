using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DualTwin.Backtest.Predictions;

/// <summary>Writes predictions as CSV, gzip-compressed where the name ends in <c>.gz</c>. An unknown value is an empty field.</summary>
public static class PredictionFiles
{
    private const string Columns =
        "season,round,driver,lap,next_lap_s,next_lap_p10,next_lap_p90,pit_next_1,pit_next_5,"
        + "finish_mean,p_win,p_podium,p_points,rejoin_mean,rejoin_p10,rejoin_p90";

    private const string UndercutColumns = "season,round,lap,driver,target,p_success";

    /// <summary>Writes <paramref name="predictions"/> to <paramref name="path"/>, one row each in the given order.</summary>
    public static void Write(string path, IEnumerable<Prediction> predictions) => Write(path, Columns, predictions.Select(RowOf));

    /// <summary>Writes <paramref name="undercuts"/> to <paramref name="path"/>, one row each in the given order.</summary>
    public static void Write(string path, IEnumerable<UndercutPrediction> undercuts) => Write(path, UndercutColumns, undercuts.Select(RowOf));

    private static void Write(string path, string header, IEnumerable<string> rows)
    {
        using var file = File.Create(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        writer.WriteLine(header);
        foreach (var row in rows)
        {
            writer.WriteLine(row);
        }
    }

    private static string RowOf(Prediction p) => string.Create(
        CultureInfo.InvariantCulture,
        $"{p.Key.Season},{p.Key.Round},{p.Key.Driver},{p.Key.Lap},{p.NextLap},{p.NextLapP10},{p.NextLapP90},{p.PitNext1},{p.PitNext5},"
        + $"{p.FinishMean},{p.Win},{p.Podium},{p.Points},{p.RejoinMean},{p.RejoinP10},{p.RejoinP90}");

    private static string RowOf(UndercutPrediction u) => string.Create(
        CultureInfo.InvariantCulture, $"{u.Key.Season},{u.Key.Round},{u.Key.Lap},{u.Key.Driver},{u.Target},{u.Success}");
}
