namespace DualTwin.F1Game.Codes;

/// <summary>A value and its name in a run of formats, both ends included.</summary>
public readonly record struct CodeEntry(long Code, string Name, ushort FirstFormat, ushort LastFormat)
{
    public bool IsIn(ushort format) => format >= FirstFormat && format <= LastFormat;
}
