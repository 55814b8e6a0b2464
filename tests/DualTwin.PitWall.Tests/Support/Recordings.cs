namespace DualTwin.PitWall.Tests.Support;

/// <summary>Recorded sessions beside the repository.</summary>
internal static class Recordings
{
    /// <summary>A race: 51 laps, two safety cars, 20 cars, no positions, no weather.</summary>
    public const string Race = "2018-04-29_Azerbaijan_Grand_Prix/2018-04-29_Race";

    /// <summary>A sprint that begins on intermediates.</summary>
    public const string WetSprint = "2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint";

    /// <summary>A knock-out qualifying with weather.</summary>
    public const string Qualifying = "2019-09-08_Italian_Grand_Prix/2019-09-07_Qualifying";
}
