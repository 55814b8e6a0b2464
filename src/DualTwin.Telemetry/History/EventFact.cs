namespace DualTwin.Telemetry.History;

/// <summary>One named fact of an event: a text, a number, or a yes or no. All null means unknown.</summary>
public readonly record struct EventFact(string Name, string? Text = null, double? Number = null, bool? Flag = null)
{
    /// <summary>A text.</summary>
    public static EventFact Of(string name, string? value) => new(name, Text: value);

    /// <summary>A number.</summary>
    public static EventFact Of(string name, double? value) => new(name, Number: value);

    /// <summary>A yes or no.</summary>
    public static EventFact Of(string name, bool? value) => new(name, Flag: value);
}
