using DualTwin.Storage.Replay;
using DualTwin.Storage.StateFiles;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;

namespace DualTwin.Storage.Tests;

public sealed class ReplayOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dualtwin-").FullName;

    [Fact]
    public void Write_Twice_GivesEqualBytes()
    {
        var state = SessionState.Empty with
        {
            Cars = [new CarState { CarId = "44", Laps = [new LapRecord { Lap = 1 }], Stints = [new StintRecord { Stint = 1 }] }],
            Events = [new SessionEvent { Id = 1, Type = EventTypes.SessionStarted, Text = "Started." }],
        };

        byte[] Run(string name)
        {
            var output = new ReplayOutput(Path.Combine(_folder, name));
            output.Write(StateFile.Telemetry, "{}"u8.ToArray());
            output.WriteHistory(state);
            return File.ReadAllBytes(Path.Combine(_folder, name, ReplayOutput.HistoryFileName));
        }

        Assert.Equal(Run("first"), Run("second"));
        Assert.Equal(
            ["history.json", "telemetry_state.json"],
            Directory.GetFiles(Path.Combine(_folder, "first")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_NoDocument_RemovesThatOfAnEarlierReplay()
    {
        var output = new ReplayOutput(_folder);
        output.Write(StateFile.CarTwin, "{}"u8.ToArray());

        output.Write(StateFile.CarTwin, null);

        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
