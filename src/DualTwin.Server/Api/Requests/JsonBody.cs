using System.Text.Json;
using DualTwin.Server.Errors;

namespace DualTwin.Server.Api.Requests;

/// <summary>Reads small JSON bodies; an empty one says nothing.</summary>
internal static class JsonBody
{
    /// <summary>The body; null where it is empty.</summary>
    /// <exception cref="ApiException">It is no JSON object.</exception>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (bytes.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return null;
        }

        try
        {
            // The document outlives the stream, whose buffer it would otherwise keep reading.
            var document = JsonDocument.Parse(bytes.ToArray());
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw ApiException.BadValue("body", "no object", "one JSON object");
        }
        catch (JsonException problem)
        {
            throw new ApiException(StatusCodes.Status400BadRequest, $"The body is no JSON object: {problem.Message}");
        }
    }

    /// <summary>The member called <paramref name="name"/>; null where there is none.</summary>
    public static JsonElement? Member(JsonDocument? body, string name) =>
        body is not null && body.RootElement.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>The number called <paramref name="name"/>; null where there is none.</summary>
    /// <exception cref="ApiException">It is no number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public static double? Number(JsonDocument? body, string name, double least, double most)
    {
        if (Member(body, name) is not { } member)
        {
            return null;
        }

        return member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var value) && value >= least && value <= most
            ? value
            : throw ApiException.BadValue(name, member.GetRawText(), FormattableString.Invariant($"a number from {least} to {most}"));
    }
}
