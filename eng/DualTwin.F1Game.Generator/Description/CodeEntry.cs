namespace DualTwin.F1Game.Generator.Description;

internal sealed class CodeEntry(long code, string name, FormatRange formats)
{
    public long Code { get; } = code;

    public string Name { get; } = name;

    public FormatRange Formats { get; } = formats;
}
