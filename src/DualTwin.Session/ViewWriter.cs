using DualTwin.Telemetry.Schema;

namespace DualTwin.Session;

/// <summary>Writes the documents of a view.</summary>
internal static class ViewWriter
{
    public static ReadOnlyMemory<byte>? Write(View view, ViewDocument document, SchemaVersion version) => null;

    public static ReadOnlyMemory<byte>? WriteCarTwin(View view, string carId, SchemaVersion version) => null;
}
