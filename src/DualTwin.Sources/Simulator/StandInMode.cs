namespace DualTwin.Sources.Simulator;

/// <summary>What goes on while a stand-in runs.</summary>
internal enum StandInMode
{
    /// <summary>Nothing moves: the session is suspended or over, or nobody takes part any more.</summary>
    Holding,

    /// <summary>A race that has not started.</summary>
    Grid,

    /// <summary>A race underway.</summary>
    Racing,

    /// <summary>A race whose flag is out: everybody ends the lap begun.</summary>
    Finishing,

    /// <summary>Practice or qualifying: the cars on the track go round.</summary>
    Circulating,
}
