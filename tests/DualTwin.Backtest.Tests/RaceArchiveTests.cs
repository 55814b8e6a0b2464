using System.IO.Compression;
using System.Text;
using DualTwin.Backtest.Archive;
using DualTwin.RaceModel.Belief;

namespace DualTwin.Backtest.Tests;

public sealed class RaceArchiveTests : IDisposable
{
    private const string Laps = "season,round,event,driver,lap,lap_time_s,lap_end_s,compound,tyre_life,position,pit_in,pit_out,pit_lane_time_s,track_status\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("races").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_SmallArchive_GivesItsRace()
    {
        Write(Laps + "2024,1,Bahrain Grand Prix,AAA,2,,200.5,HARD,1,2.0,0,1,22.1,12\n2024,1,Bahrain Grand Prix,AAA,1,100.5,100.5,MEDIUM,1,1.0,1,0,,1\n");

        var race = Assert.Single(RaceArchive.Load(_folder).Races);

        Assert.Equal("Bahrain Grand Prix", race.Event);
        var car = race.Cars.Single(c => c.Driver == "AAA");
        Assert.Equal([1, 2], car.Laps.Select(l => l.Lap));
        Assert.Equal(TyreCompound.Hard, car.Laps[1].Compound);
        Assert.Null(car.Laps[1].LapSeconds);
        Assert.Equal(3, car.Grid);
        Assert.True(race.Cars.Single(c => c.Driver == "BBB").Retired);
        Assert.Equal(2.4, Assert.Single(race.Stops).StationarySeconds);
    }

    [Fact]
    public void Load_TextWhereANumberBelongs_NamesFileColumnAndValue()
    {
        Write(Laps + "2024,1,Bahrain Grand Prix,AAA,1,soon,100.5,MEDIUM,1,1.0,1,0,,1\n");

        var error = Assert.Throws<InvalidDataException>(() => RaceArchive.Load(_folder));

        Assert.Contains("laps.csv.gz", error.Message, StringComparison.Ordinal);
        Assert.Contains("lap_time_s", error.Message, StringComparison.Ordinal);
        Assert.Contains("soon", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingColumn_NamesIt()
    {
        Write("season,round,event\n2024,1,Bahrain Grand Prix\n");

        Assert.Contains("driver", Assert.Throws<InvalidDataException>(() => RaceArchive.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoFiles_Throws() => Assert.ThrowsAny<IOException>(() => RaceArchive.Load(_folder));

    private void Write(string laps)
    {
        Save("laps", laps);
        Save("pit_stops", "season,round,driver,lap,pit_lane_time_s,stationary_s,kind\n2024,1,AAA,1,22.1,2.4,stop\n2024,1,AAA,1,30,,red_flag_or_long\n");
        Save("results", "season,round,driver,grid,position_text,time\n2024,1,AAA,3.0,1,\"1:30,5\"\n2024,1,BBB,4.0,R,\n");
    }

    private void Save(string name, string text)
    {
        using var stream = new GZipStream(File.Create(Path.Combine(_folder, name + ".csv.gz")), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
