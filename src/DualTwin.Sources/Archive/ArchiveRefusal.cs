namespace DualTwin.Sources.Archive;

/// <summary>
/// What was wrong with lines and files of an archive, besides the reasons of <see cref="LiveTiming.FeedRefusal"/>. Replay goes on.
/// </summary>
public static class ArchiveRefusal
{
    /// <summary>A line that does not begin with a session offset such as <c>00:12:34.567</c>.</summary>
    public const string NoTime = "line_without_time";

    /// <summary>
    /// A damaged time: far ahead of the lines on both sides, and then the message counts at the time of the one before; or hours
    /// after the line before, and then the line is left out.
    /// </summary>
    public const string ImplausibleTime = "time_implausible";

    /// <summary>A message that is older than one before it. It is used; the session's time does not go back.</summary>
    public const string TimeBackwards = "time_backwards";

    /// <summary>A line longer than <see cref="ArchiveOptions.MaxLineBytes"/>.</summary>
    public const string TooLong = "line_too_long";

    /// <summary>A last line without an end that is no whole message: the file was cut off.</summary>
    public const string Truncated = "truncated_line";

    /// <summary>A topic's file that cannot be opened or read to its end.</summary>
    public const string Unreadable = "unreadable_file";
}
