using System.Text.Json;

namespace DualTwin.Server.Persistence;

/// <summary>Names of the fields that a version of a document has; copies a document without the others. Lists are copied element by element.</summary>
internal sealed class FieldTree
{
    private readonly Dictionary<string, FieldTree?> _fields = new(StringComparer.Ordinal);

    public static FieldTree Of(params ReadOnlySpan<string> values)
    {
        var tree = new FieldTree();
        foreach (var name in values)
        {
            tree._fields[name] = null;
        }

        return tree;
    }

    /// <summary>Adds a field whose value has fields itself.</summary>
    public FieldTree With(string name, FieldTree value)
    {
        _fields[name] = value;
        return this;
    }

    public void Copy(JsonElement source, Utf8JsonWriter target)
    {
        switch (source.ValueKind)
        {
            case JsonValueKind.Object:
                CopyObject(source, target);
                break;
            case JsonValueKind.Array:
                target.WriteStartArray();
                foreach (var element in source.EnumerateArray())
                {
                    Copy(element, target);
                }

                target.WriteEndArray();
                break;
            default:
                source.WriteTo(target);
                break;
        }
    }

    private void CopyObject(JsonElement source, Utf8JsonWriter target)
    {
        target.WriteStartObject();
        foreach (var property in source.EnumerateObject())
        {
            if (!_fields.TryGetValue(property.Name, out var tree))
            {
                continue;
            }

            target.WritePropertyName(property.Name);
            if (tree is null)
            {
                property.Value.WriteTo(target);
            }
            else
            {
                tree.Copy(property.Value, target);
            }
        }

        target.WriteEndObject();
    }
}
