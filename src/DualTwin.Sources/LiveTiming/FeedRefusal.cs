namespace DualTwin.Sources.LiveTiming;

/// <summary>Why a message of the live timing, or a part of it, was refused. The rest of the message is still used.</summary>
public static class FeedRefusal
{
    /// <summary>The message is not JSON.</summary>
    public const string NotJson = "not_json";

    /// <summary>A compressed topic whose content is no base64 text, or does not unpack.</summary>
    public const string NotCompressed = "not_compressed";

    /// <summary>A topic that this version does not know.</summary>
    public const string UnknownTopic = "unknown_topic";

    /// <summary>A field has another JSON type than the feed uses for it.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A text that should be a number, a time or a gap and is not, or that lies outside what is possible.</summary>
    public const string BadValue = "bad_value";

    /// <summary>A word or code that this version does not know, such as a new track status.</summary>
    public const string UnknownValue = "unknown_value";

    /// <summary>More cars than a session can hold.</summary>
    public const string TooManyCars = "too_many_cars";
}
