using System.Globalization;
using DualTwin.Server.Errors;

namespace DualTwin.Server.Api.Requests;

/// <summary>Reads values from the query. A bad one is an error that names field, value and what was expected.</summary>
internal static class QueryValues
{
    private const int LongestCarId = 32;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>; null where it is not given.</summary>
    /// <exception cref="ApiException">It is given and no such number.</exception>
    public static int? Integer(HttpRequest request, string name, int least, int most)
    {
        if (!request.Query.TryGetValue(name, out var values))
        {
            return null;
        }

        return int.TryParse(values.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw ApiException.BadValue(name, values, $"a whole number from {least} to {most}");
    }

    /// <summary>A number above 0 and up to <paramref name="most"/>; null where it is not given.</summary>
    /// <exception cref="ApiException">It is given and no such number.</exception>
    public static double? Positive(HttpRequest request, string name, double most)
    {
        if (!request.Query.TryGetValue(name, out var values))
        {
            return null;
        }

        return double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number <= most
            ? number
            : throw ApiException.BadValue(name, values, $"a number above 0 and up to {most}");
    }

    /// <summary>The <c>car_id</c>; null where it is not given.</summary>
    /// <exception cref="ApiException">It is given and empty, given twice, or too long.</exception>
    public static string? CarId(HttpRequest request)
    {
        if (!request.Query.TryGetValue("car_id", out var values))
        {
            return null;
        }

        return values is [{ Length: > 0 and <= LongestCarId } id]
            ? id
            : throw ApiException.BadValue("car_id", values, $"one car id of 1 to {LongestCarId} characters, such as 44");
    }
}
