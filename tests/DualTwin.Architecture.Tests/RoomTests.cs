namespace DualTwin.Architecture.Tests;

/// <summary>Who may know whom, and who may touch the outside world.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["DualTwin.Telemetry"] = [],
        ["DualTwin.RaceModel"] = [],
        ["DualTwin.F1Game"] = [],
        ["DualTwin.Sources"] = ["DualTwin.Telemetry", "DualTwin.RaceModel", "DualTwin.F1Game"],
        ["DualTwin.Twins"] = ["DualTwin.Telemetry", "DualTwin.RaceModel"],
        ["DualTwin.Strategy"] = ["DualTwin.RaceModel"],
        ["DualTwin.Session"] = ["DualTwin.Telemetry", "DualTwin.RaceModel", "DualTwin.Twins", "DualTwin.Strategy"],
        ["DualTwin.Storage"] = ["DualTwin.Telemetry"],
        ["DualTwin.Server"] =
        [
            "DualTwin.Telemetry", "DualTwin.RaceModel", "DualTwin.F1Game", "DualTwin.Sources", "DualTwin.Twins", "DualTwin.Strategy", "DualTwin.Session",
            "DualTwin.Storage",
        ],
        ["DualTwin.Backtest"] =
        [
            "DualTwin.Telemetry", "DualTwin.RaceModel", "DualTwin.F1Game", "DualTwin.Sources", "DualTwin.Twins", "DualTwin.Strategy", "DualTwin.Session",
        ],
        ["DualTwin"] = [.. Repository.Rooms.Where(room => room != "DualTwin")],
    };

    /// <summary>Rooms whose code is a function of its input: no files, sockets, processes, consoles, clocks or threads.</summary>
    private static readonly string[] PureRooms =
        ["DualTwin.Telemetry", "DualTwin.RaceModel", "DualTwin.F1Game", "DualTwin.Twins", "DualTwin.Strategy", "DualTwin.Session"];

    private static readonly string[] OutsideTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.StreamReader", "System.IO.StreamWriter", "System.Console", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
        "System.TimeProvider", "System.Threading.Thread", "System.Threading.ThreadPool", "System.Threading.Timer",
        "System.Threading.Tasks.Task", "System.Threading.Monitor", "System.Threading.Lock",
    ];

    private static readonly string[] OutsideNamespaces =
        ["System.Net", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.Data", "System.IO.Compression", "System.IO.Pipes"];

    public static TheoryData<string> AllRooms => [.. Repository.Rooms];

    public static TheoryData<string> RoomsWithoutIo => [.. PureRooms];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void References_OfARoom_AreOnlyThoseItMayKnow(string room)
    {
        Assert.True(MayKnow.TryGetValue(room, out var allowed), $"{room} is new: say here whom it may know");
        var assembly = new RoomAssembly(room);

        Assert.Empty(assembly.ProjectReferences().Except(allowed));
        Assert.Empty(assembly.AssemblyReferences().Except(allowed));
    }

    [Theory]
    [MemberData(nameof(RoomsWithoutIo))]
    public void UsedTypes_OfAPureRoom_TouchNothingOutside(string room)
    {
        var touched = new RoomAssembly(room).UsedTypes().Where(type =>
            OutsideTypes.Contains(type) || OutsideNamespaces.Any(n => type.StartsWith(n + ".", StringComparison.Ordinal)));

        Assert.Empty(touched);
    }

    [Theory]
    [InlineData("DualTwin.Sources")]
    [InlineData("DualTwin.Server")]
    [InlineData("DualTwin.Storage")]
    public void UsedTypes_OfARoomAtTheEdge_AreSeenByThisTest(string room) =>
        // Keeps the test above honest: if types were read wrongly, it would pass for every room.
        Assert.Contains(new RoomAssembly(room).UsedTypes(), type => type.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void Solution_OfTheRepository_HoldsEveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "DualTwin.slnx"));
        var projects = new[] { "src", "tests", "eng", "bench", "samples" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));

        Assert.DoesNotContain(projects, path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal));
    }
}
