using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DualTwin.Sources.LiveTiming;

/// <summary>All cars that the feed has named, by racing number.</summary>
internal sealed class CarBook(FeedReader reader)
{
    // Four times the largest grid known; keeps a broken feed from filling the memory.
    private const int MostCars = 100;
    private const int LongestNumber = 8;

    private readonly Dictionary<string, CarMemory> _cars = new(StringComparer.Ordinal);

    /// <summary>A copy that goes its own way and counts with <paramref name="other"/>.</summary>
    public CarBook Copy(FeedReader other)
    {
        var copy = new CarBook(other);
        foreach (var (carId, car) in _cars)
        {
            copy._cars[carId] = car.Copy();
        }

        return copy;
    }

    /// <summary>The car called <paramref name="carId"/>, or null.</summary>
    public CarMemory? Find(string carId) => _cars.GetValueOrDefault(carId);

    /// <summary>
    /// The car that a member of a list of lines is about; null, and counted where it is no mark, for a name that is no racing number.
    /// </summary>
    public CarMemory? Of(JsonProperty line)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(line);
        if (name.StartsWith("_"u8))
        {
            return null;
        }

        Span<char> number = stackalloc char[LongestNumber];
        if (name.IsEmpty || name.Length > LongestNumber || name.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            reader.Bad();
            return null;
        }

        number = number[..Encoding.UTF8.GetChars(name, number)];
        return _cars.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(number, out var known) ? known : Add(number.ToString());
    }

    private CarMemory? Add(string carId)
    {
        if (_cars.Count >= MostCars)
        {
            reader.TooManyCars();
            return null;
        }

        return _cars[carId] = new CarMemory(carId);
    }
}
