using System.Text.Json;
using DualTwin.Server.Api.Requests;

namespace DualTwin.Server.Api.History;

/// <summary>A part of a list: <c>?offset=</c> rows are left out, at most <c>?limit=</c> follow.</summary>
internal readonly record struct Page(int Offset, int Limit)
{
    /// <summary>Rows of a page where no limit is asked for.</summary>
    public const int DefaultLimit = 200;

    /// <summary>Most rows of a page.</summary>
    public const int MostRows = 1000;

    /// <summary>Largest offset or lap that may be asked for.</summary>
    public const int LargestNumber = 1_000_000;

    /// <summary>The page that <paramref name="request"/> asks for.</summary>
    /// <exception cref="Errors.ApiException">A value is out of its range.</exception>
    public static Page From(HttpRequest request) => new(
        QueryValues.Integer(request, "offset", 0, LargestNumber) ?? 0,
        QueryValues.Integer(request, "limit", 1, MostRows) ?? DefaultLimit);

    /// <summary>The rows of the page.</summary>
    public IReadOnlyList<T> Of<T>(IReadOnlyList<T> rows)
    {
        if (Offset >= rows.Count)
        {
            return [];
        }

        var shown = new T[Math.Min(Limit, rows.Count - Offset)];
        for (var i = 0; i < shown.Length; i++)
        {
            shown[i] = rows[Offset + i];
        }

        return shown;
    }

    /// <summary>Writes where the page lies and where the next one begins; null where it is the last.</summary>
    public void WriteMetadata(Utf8JsonWriter writer, int total)
    {
        writer.WriteNumber("total", total);
        writer.WriteNumber("offset", Offset);
        writer.WriteNumber("limit", Limit);
        if (Offset + Limit < total)
        {
            writer.WriteNumber("next_offset", Offset + Limit);
        }
        else
        {
            writer.WriteNull("next_offset");
        }
    }
}
