using System.Text.Json;

namespace DualTwin.Server.Configuration.Readers;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagReader : ValueReader<bool>
{
    public override string Expected => "true or false";

    public override bool TryRead(JsonElement value, out bool result)
    {
        result = value.ValueKind is JsonValueKind.True;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
    }

    public override string Show(bool value) => value ? "true" : "false";
}
