using System.Buffers.Text;
using System.Text.Json;

namespace DualTwin.Telemetry.Json;

/// <summary>
/// Writes numbers with a fixed number of decimals, trailing zeros dropped. Cheaper than the shortest round-trip form of a double,
/// shorter on the wire, and equal on every platform.
/// </summary>
public static class FixedDecimal
{
    private const int MaxLength = 32;
    private static readonly double[] Scales = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

    /// <summary>Writes <paramref name="value"/>, rounded to <paramref name="decimals"/> (0…6), or null where it is unknown or not finite.</summary>
    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, double? value, int decimals)
    {
        writer.WritePropertyName(name);
        WriteValue(writer, value, decimals);
    }

    /// <summary>Writes <paramref name="value"/> in seconds with three decimals, or null where it is unknown.</summary>
    public static void WriteSeconds(Utf8JsonWriter writer, JsonEncodedText name, TimeSpan? value)
    {
        writer.WritePropertyName(name);
        WriteSecondsValue(writer, value);
    }

    /// <summary>Writes a number without a name, as an element of an array.</summary>
    public static void WriteValue(Utf8JsonWriter writer, double? value, int decimals)
    {
        if (value is not { } number || !double.IsFinite(number) || Math.Abs(number) > 1e12)
        {
            writer.WriteNullValue();
            return;
        }

        WriteScaled(writer, (long)Math.Round(number * Scales[decimals], MidpointRounding.ToEven), decimals);
    }

    /// <summary>Writes seconds without a name, as an element of an array.</summary>
    public static void WriteSecondsValue(Utf8JsonWriter writer, TimeSpan? value)
    {
        if (value is not { } time)
        {
            writer.WriteNullValue();
            return;
        }

        var halfMillisecond = Math.Sign(time.Ticks) * (TimeSpan.TicksPerMillisecond / 2);
        WriteScaled(writer, (time.Ticks + halfMillisecond) / TimeSpan.TicksPerMillisecond, 3);
    }

    private static void WriteScaled(Utf8JsonWriter writer, long scaled, int decimals)
    {
        while (decimals > 0 && scaled % 10 == 0)
        {
            scaled /= 10;
            decimals--;
        }

        if (decimals == 0)
        {
            writer.WriteNumberValue(scaled);
            return;
        }

        Span<byte> text = stackalloc byte[MaxLength];
        var at = 0;
        if (scaled < 0)
        {
            text[at++] = (byte)'-';
            scaled = -scaled;
        }

        var scale = (long)Scales[decimals];
        Utf8Formatter.TryFormat(scaled / scale, text[at..], out var written);
        at += written;
        text[at++] = (byte)'.';
        Utf8Formatter.TryFormat(scaled % scale, text[at..], out written, new System.Buffers.StandardFormat('D', (byte)decimals));
        writer.WriteRawValue(text[..(at + written)], skipInputValidation: true);
    }
}
