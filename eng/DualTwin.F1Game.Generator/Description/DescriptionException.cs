using System;

namespace DualTwin.F1Game.Generator.Description;

/// <summary>A description that cannot be read; the reader adds file and line.</summary>
internal sealed class DescriptionException(string message, string path = "", int line = 0) : Exception(message)
{
    public string Path { get; } = path;

    public int Line { get; } = line;
}
