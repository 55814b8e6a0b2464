using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Telemetry.Json;

/// <summary>Reads typed values of a JSON message, refusing and naming those that are wrong.</summary>
internal ref struct JsonFields(Utf8JsonReader reader)
{
    private const int MaxShownCharacters = 40;

    // Before any session that telemetry exists of; clocks that were never set start in 1970.
    private static readonly DateTimeOffset EarliestInstant = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Utf8JsonReader Reader = reader;

    private ImmutableArray<FieldProblem>.Builder? _problems;
    private int _refused;

    /// <summary>Index of the car being read, for the path of a problem; −1 outside cars.</summary>
    public int Car { get; set; } = -1;

    /// <summary>Name of the object being read within the message or car, for the path of a problem.</summary>
    public string? Within { get; set; }

    /// <summary>Name of the property last stood on, for the path of a problem.</summary>
    private string? _property;

    /// <summary>Moves to the next property's name; false at the end of the object.</summary>
    public bool NextProperty()
    {
        Reader.Read();
        return Reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>True where the reader stands on the property called <paramref name="name"/>; then moves on to its value.</summary>
    public bool Is(ReadOnlySpan<byte> name)
    {
        if (!Reader.ValueTextEquals(name))
        {
            return false;
        }

        // Only a refusal needs the name as text: it is found again from the literal's own bytes, which live as long as the program.
        _literal = name;
        _property = null;
        Reader.Read();
        return true;
    }

    private ReadOnlySpan<byte> _literal;

    public void Skip()
    {
        if (Reader.TokenType == JsonTokenType.PropertyName)
        {
            Reader.Read();
        }

        Reader.Skip();
    }

    /// <summary>True at the start of an object; a null is nothing to read, anything else is refused.</summary>
    public bool StartsObject() => Starts(JsonTokenType.StartObject, "an object");

    /// <summary>True at the start of an array; a null is nothing to read, anything else is refused.</summary>
    public bool StartsArray() => Starts(JsonTokenType.StartArray, "a list");

    /// <summary>True where the message ends with the object just read.</summary>
    public bool AtEnd()
    {
        while (Reader.Read())
        {
            Refuse("trailing_data", "the end of the message");
            return false;
        }

        return true;
    }

    public double? Number(double min, double max)
    {
        if (Reader.TokenType == JsonTokenType.Number && Reader.TryGetDouble(out var value))
        {
            return value >= min && value <= max ? value : OutOfRange<double>(min, max);
        }

        return NullOrWrong<double>("a number");
    }

    public int? Integer(int min, int max)
    {
        if (Reader.TokenType == JsonTokenType.Number)
        {
            if (Reader.TryGetInt32(out var value))
            {
                return value >= min && value <= max ? value : OutOfRange<int>(min, max);
            }

            return Whole(min, max);
        }

        return NullOrWrong<int>("a whole number");
    }

    /// <summary>A duration in seconds, 0 to <paramref name="maxSeconds"/>.</summary>
    public TimeSpan? Seconds(double maxSeconds = 86_400) =>
        Number(0, maxSeconds) is { } seconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : null;

    public bool? Flag() => Reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => NullOrWrong<bool>("true or false"),
    };

    public string? Text(int maxLength = 100)
    {
        if (Reader.TokenType == JsonTokenType.String)
        {
            if (Reader.ValueSpan.Length <= maxLength * 4 && Reader.GetString() is { } text && text.Length <= maxLength)
            {
                return text;
            }

            Refuse("too_long", $"a text of at most {maxLength} characters");
            return null;
        }

        NullOrWrong<int>("a text");
        return null;
    }

    /// <summary>The index of the value among <paramref name="names"/>.</summary>
    public int? Name(IReadOnlyList<string> names)
    {
        if (Reader.TokenType != JsonTokenType.String)
        {
            return NullOrWrong<int>("a text");
        }

        for (var i = 0; i < names.Count; i++)
        {
            if (Reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        Refuse("unknown_value", $"one of {string.Join(", ", names)}");
        return null;
    }

    public DateTimeOffset? Instant()
    {
        if (Reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (Reader.TokenType == JsonTokenType.String && (Reader.TryGetDateTimeOffset(out var at) || TryParse(out at)))
        {
            if (at >= EarliestInstant)
            {
                return at.ToUniversalTime();
            }

            Refuse("out_of_range", "a time after 2000-01-01");
            return null;
        }

        Refuse("wrong_type", "an ISO 8601 time");
        return null;
    }

    public void Refuse(string reason, string expected)
    {
        _refused++;
        _problems ??= ImmutableArray.CreateBuilder<FieldProblem>();
        if (_problems.Count < SnapshotReader.MaxProblems)
        {
            _problems.Add(new FieldProblem(reason, Path(), ShownValue(), expected));
        }
    }

    public readonly SnapshotReadResult Result(Frame? frame) => new(frame, _problems?.ToImmutable() ?? [], _refused);

    private bool Starts(JsonTokenType type, string expected)
    {
        if (Reader.TokenType == type)
        {
            return true;
        }

        NullOrWrong<int>(expected);
        return false;
    }

    private T? NullOrWrong<T>(string expected)
        where T : struct
    {
        if (Reader.TokenType != JsonTokenType.Null)
        {
            Refuse("wrong_type", expected);
            Reader.Skip();
        }

        return null;
    }

    private T? OutOfRange<T>(double min, double max)
        where T : struct
    {
        Refuse("out_of_range", string.Create(CultureInfo.InvariantCulture, $"in {min}…{max}"));
        return null;
    }

    private int? Whole(int min, int max)
    {
        // JSON knows one kind of number: a sender may well write 12.0 for 12.
        if (Reader.TryGetDouble(out var number) && number == Math.Truncate(number))
        {
            return number >= min && number <= max ? (int)number : OutOfRange<int>(min, max);
        }

        Refuse("wrong_type", "a whole number");
        return null;
    }

    // Python's isoformat() writes neither Z nor an offset; such a time is UTC by the contract.
    private bool TryParse(out DateTimeOffset at) => DateTimeOffset.TryParse(
        Reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);

    private string Path()
    {
        _property ??= Encoding.UTF8.GetString(_literal);
        var path = Within is null ? _property : $"{Within}.{_property}";
        return Car < 0 ? path : $"cars[{Car}].{path}";
    }

    private readonly string ShownValue()
    {
        if (Reader.TokenType is JsonTokenType.StartObject)
        {
            return "an object";
        }

        if (Reader.TokenType is JsonTokenType.StartArray)
        {
            return "a list";
        }

        var bytes = Reader.HasValueSequence ? Reader.ValueSequence.ToArray() : Reader.ValueSpan;
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MaxShownCharacters)]);
        return Reader.TokenType == JsonTokenType.String ? $"\"{text}\"" : text;
    }
}
