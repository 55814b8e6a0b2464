namespace DualTwin.F1Game.Packets;

/// <summary>Values on their way into a smaller type of the wire: what does not fit becomes the nearest that does.</summary>
internal static class Narrow
{
    public static byte ToUInt8(ushort value) => (byte)Math.Min(value, byte.MaxValue);

    /// <summary>Rounded to the nearest; not a number becomes 0.</summary>
    public static short ToInt16(float value) =>
        float.IsNaN(value) ? (short)0 : (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);
}
