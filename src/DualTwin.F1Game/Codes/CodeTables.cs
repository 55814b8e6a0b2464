using DualTwin.F1Game.Layouts;

namespace DualTwin.F1Game.Codes;

/// <summary>
/// The code tables by name. Where a value's meaning changed between formats, the enum (<see cref="Codes.SessionType"/>,
/// <see cref="Codes.ResultStatus"/>) has the numbers of the newest format, and the methods here read and write the others.
/// </summary>
public static partial class CodeTables
{
    /// <summary>The table that a field's <see cref="FieldLayout.Codes"/> names; null where there is none.</summary>
    public static CodeTable? Find(string name) => All.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    /// <summary>The kind of session that <paramref name="code"/> means in <paramref name="format"/>; null for an unknown value.</summary>
    public static SessionType? ReadSessionType(ushort format, byte code) =>
        (SessionType?)SessionType.Translate(format, code, PacketLayouts.LastFormat);

    /// <summary>The value of a kind of session in <paramref name="format"/>; null where the format does not have it.</summary>
    public static byte? WriteSessionType(ushort format, SessionType type) => (byte?)SessionType.Translate(PacketLayouts.LastFormat, (long)type, format);

    /// <summary>The result status that <paramref name="code"/> means in <paramref name="format"/>; null for an unknown value.</summary>
    public static ResultStatus? ReadResultStatus(ushort format, byte code) =>
        (ResultStatus?)ResultStatus.Translate(format, code, PacketLayouts.LastFormat);

    /// <summary>The value of a result status in <paramref name="format"/>; null where the format does not have it.</summary>
    public static byte? WriteResultStatus(ushort format, ResultStatus status) => (byte?)ResultStatus.Translate(PacketLayouts.LastFormat, (long)status, format);
}
