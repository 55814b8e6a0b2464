using System.Text;

namespace DualTwin.F1Game.Packets;

/// <summary>Names on the wire: UTF-8 in a field of fixed length, ended by a NUL, cut names ended by an ellipsis (U+2026).</summary>
public static class GameText
{
    private const string Ellipsis = "\u2026";
    private const int EllipsisBytes = 3;

    /// <summary>The text before the first NUL; bytes that are not UTF-8 become U+FFFD.</summary>
    public static string Read(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>Fills <paramref name="field"/> with <paramref name="text"/>, cut between characters where it is too long, and NULs after it.</summary>
    public static void Write(Span<byte> field, ReadOnlySpan<char> text)
    {
        field.Clear();
        var room = field[..^1];
        if (Encoding.UTF8.TryGetBytes(text, room, out _))
        {
            return;
        }

        field.Clear();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > room.Length - EllipsisBytes)
            {
                break;
            }

            used += rune.EncodeToUtf8(room[used..]);
        }

        Encoding.UTF8.GetBytes(Ellipsis, room[used..]);
    }
}
