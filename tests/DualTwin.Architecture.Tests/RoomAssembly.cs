using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace DualTwin.Architecture.Tests;

/// <summary>What a room's project and its compiled assembly refer to.</summary>
internal sealed class RoomAssembly(string room)
{
    private static readonly Dictionary<string, string> AssemblyNames = new(StringComparer.Ordinal) { ["DualTwin"] = "dualtwin" };

    public string Name => room;

    /// <summary>The loaded assembly.</summary>
    public Assembly Load() => Assembly.LoadFrom(FilePath);

    private string FilePath => Path.Combine(AppContext.BaseDirectory, AssemblyNames.GetValueOrDefault(room, room) + ".dll");

    /// <summary>Rooms that the project refers to, directly.</summary>
    public IReadOnlyList<string> ProjectReferences() =>
        [.. XDocument.Load(Path.Combine(Repository.Root, "src", room, room + ".csproj"))
            .Descendants("ProjectReference")
            // A generator runs inside the compiler and is no part of the room.
            .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
            .Select(reference => Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/')))];

    /// <summary>Rooms that the compiled code refers to, directly or through another room.</summary>
    public IReadOnlyList<string> AssemblyReferences() =>
        [.. Load().GetReferencedAssemblies().Select(a => a.Name ?? "").Where(n => n.StartsWith("DualTwin.", StringComparison.Ordinal))];

    /// <summary>Full names of all types of other assemblies that the compiled code refers to.</summary>
    public IReadOnlyList<string> UsedTypes()
    {
        using var file = new PEReader(File.OpenRead(FilePath));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle =>
        {
            var type = metadata.GetTypeReference(handle);
            return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
        })];
    }
}
