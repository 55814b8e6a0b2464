using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game;

/// <summary>Leaves wrong values in good packets alone, each by itself, and counts them by reason.</summary>
internal sealed class GameFaults(SourceCounters counters)
{
    private const byte Unknown = 255;
    private const double MostPercent = 100;

    // Wear is told in fractions of a per cent, of a full hundred with some rounding.
    private const float MostWearPercent = 100.5f;

    /// <summary>Counts a car that the session does not have.</summary>
    public void Car() => counters.Refuse(GameRefusal.UnknownCar);

    /// <summary>Counts a code that the format does not know.</summary>
    public void Code() => counters.Refuse(GameRefusal.UnknownCode);

    /// <summary>Counts a number that its field cannot have.</summary>
    public void Value() => counters.Refuse(GameRefusal.WrongValue);

    /// <summary>Counts a code that is not <paramref name="known"/>; returns whether it is.</summary>
    public bool Knows(bool known)
    {
        if (!known)
        {
            Code();
        }

        return known;
    }

    /// <summary>Counts a number that is not <paramref name="right"/>; returns whether it is.</summary>
    public bool Holds(bool right)
    {
        if (!right)
        {
            Value();
        }

        return right;
    }

    /// <summary>A code's name; null where the format does not know it.</summary>
    public string? Name(CodeTable table, ushort format, long code)
    {
        var name = table.NameOf(format, code);
        Knows(name is not null);
        return name;
    }

    /// <summary>The value where it is finite and within the range; else null.</summary>
    public double? Finite(double? value, double least, double most) => value is { } v && Holds(v >= least && v <= most) ? v : null;

    /// <summary>Yes or no; null where it is neither, and where the game says that it does not know (255).</summary>
    public bool? Flag(byte? value) => value is { } v && v != Unknown && Knows(v <= 1) ? v == 1 : null;

    /// <summary>Percent as a share, 0…1; null where it is none.</summary>
    public double? Share(byte? percent) => percent is { } p && Holds(p <= MostPercent) ? p / MostPercent : null;

    /// <summary>Percent of four wheels as shares; null where one is no percentage.</summary>
    public Wheels? Shares(Wheels<float> percent) =>
        Holds(GameValues.All(percent, 0, MostWearPercent)) ? GameValues.Of(percent, p => Math.Min(p / MostPercent, 1)) : null;

    /// <inheritdoc cref="Shares(Wheels{float})"/>
    public Wheels? Shares(Wheels<byte> percent)
    {
        var most = Math.Max(Math.Max(percent.FrontLeft, percent.FrontRight), Math.Max(percent.RearLeft, percent.RearRight));
        return Holds(most <= MostPercent) ? GameValues.Of(percent, p => p / MostPercent) : null;
    }

    /// <summary>Four values; null where all are zero, which is how the game says nothing, or one is out of the range.</summary>
    public Wheels? Told(Wheels<float> values, float most) =>
        values != default && Holds(GameValues.All(values, 0, most)) ? GameValues.Of(values, v => (double)v) : null;
}
