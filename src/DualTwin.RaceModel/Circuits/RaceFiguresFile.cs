using System.Text.Json;

namespace DualTwin.RaceModel.Circuits;

/// <summary>Reads and writes <see cref="RaceFigures"/> as JSON.</summary>
public static class RaceFiguresFile
{
    /// <summary>Version of the layout that this program writes and reads.</summary>
    public const int Version = 3;

    /// <summary>Reads figures.</summary>
    /// <exception cref="InvalidDataException">The text is not such a file, or of another version.</exception>
    public static RaceFigures Read(Stream stream)
    {
        RaceFigures figures;
        try
        {
            figures = JsonSerializer.Deserialize(stream, RaceFiguresContext.Default.RaceFigures)
                ?? throw new InvalidDataException("The file of race figures holds null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The file of race figures cannot be read: {e.Message}", e);
        }

        var version = figures.Provenance.FileVersion;
        return version == Version
            ? figures
            : throw new InvalidDataException($"The file of race figures has file_version {version}; {Version} was expected.");
    }

    /// <summary>Writes figures, indented, with a final newline.</summary>
    public static void Write(RaceFigures figures, Stream stream)
    {
        JsonSerializer.Serialize(stream, figures, RaceFiguresContext.Default.RaceFigures);
        stream.WriteByte((byte)'\n');
    }
}
