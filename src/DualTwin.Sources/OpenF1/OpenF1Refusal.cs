namespace DualTwin.Sources.OpenF1;

/// <summary>Why a document of OpenF1, or a part of it, was refused. The rest of the document is still used.</summary>
public static class OpenF1Refusal
{
    /// <summary>The message is not JSON.</summary>
    public const string NotJson = "not_json";

    /// <summary>A message or a field has another JSON type than OpenF1 uses for it.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A collection that this version does not know.</summary>
    public const string UnknownCollection = "unknown_collection";

    /// <summary>A document without the fields that say what it is about, such as its session, driver, lap or date.</summary>
    public const string MissingField = "missing_field";

    /// <summary>A value outside what is possible, or a text that should be a number, a time or a gap and is not.</summary>
    public const string BadValue = "bad_value";

    /// <summary>A word that this version does not know, such as a new type of session.</summary>
    public const string UnknownValue = "unknown_value";

    /// <summary>A document of another session than the one that is followed.</summary>
    public const string OtherSession = "other_session";

    /// <summary>More cars, laps or messages than a session can hold.</summary>
    public const string TooMany = "too_many";

    /// <summary>A message longer than a document is.</summary>
    public const string TooLong = "too_long";
}
