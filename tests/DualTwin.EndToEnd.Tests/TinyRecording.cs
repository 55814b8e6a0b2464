namespace DualTwin.EndToEnd.Tests;

/// <summary>A made-up race of two cars and three laps, as the official live timing would have recorded it.</summary>
internal static class TinyRecording
{
    private static readonly Dictionary<string, string[]> Topics = new()
    {
        ["SessionInfo"] =
        [
            """00:00:00.000{"Meeting":{"Name":"Testing Grand Prix","Circuit":{"ShortName":"Testing"}},"Type":"Race","Name":"Race","StartDate":"2024-05-05T14:00:00","EndDate":"2024-05-05T16:00:00","GmtOffset":"00:00:00","Path":"2024/testing/race/"}""",
        ],
        ["SessionStatus"] =
        [
            """00:00:00.100{"Status":"Inactive"}""", """00:01:00.000{"Status":"Started"}""", """00:05:40.000{"Status":"Finished"}""",
        ],
        ["TrackStatus"] = ["""00:00:00.200{"Status":"1","Message":"AllClear"}"""],
        ["LapCount"] =
        [
            """00:00:00.300{"CurrentLap":1,"TotalLaps":3}""", """00:02:30.000{"CurrentLap":2}""", """00:04:00.000{"CurrentLap":3}""",
        ],
        ["DriverList"] =
        [
            """00:00:00.400{"11":{"RacingNumber":"11","Tla":"ANN","FullName":"Ann ALPHA","TeamName":"Alpha","Line":1},"22":{"RacingNumber":"22","Tla":"BOB","FullName":"Bob BETA","TeamName":"Beta","Line":2}}""",
        ],
        ["TimingData"] =
        [
            """00:00:00.500{"Lines":{"11":{"Line":1,"Position":"1","RacingNumber":"11","GapToLeader":"LAP 1"},"22":{"Line":2,"Position":"2","RacingNumber":"22","GapToLeader":""}}}""",
            """00:02:30.000{"Lines":{"11":{"NumberOfLaps":1,"LastLapTime":{"Value":"1:30.000"}}}}""",
            """00:02:31.500{"Lines":{"22":{"NumberOfLaps":1,"LastLapTime":{"Value":"1:31.500"},"GapToLeader":"+1.500"}}}""",
            """00:04:00.000{"Lines":{"11":{"NumberOfLaps":2,"LastLapTime":{"Value":"1:30.000"}}}}""",
            """00:04:01.000{"Lines":{"22":{"NumberOfLaps":2,"LastLapTime":{"Value":"1:29.500"},"GapToLeader":"+1.000"}}}""",
            """00:05:30.000{"Lines":{"11":{"NumberOfLaps":3,"LastLapTime":{"Value":"1:30.000"}}}}""",
            """00:05:30.750{"Lines":{"22":{"NumberOfLaps":3,"LastLapTime":{"Value":"1:29.750"},"GapToLeader":"+0.750"}}}""",
        ],
    };

    /// <summary>Writes the recording into <paramref name="folder"/> and returns its path.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (topic, lines) in Topics)
        {
            File.WriteAllText(Path.Combine(folder, topic + ".jsonStream"), string.Join("\r\n", lines) + "\r\n");
        }

        return folder;
    }
}
