using System.Runtime.CompilerServices;

namespace DualTwin.F1Game.Packets;

/// <summary>One value a wheel, in the order of the wire: rear left, rear right, front left, front right.</summary>
[InlineArray(4)]
public struct Wheels<T> : IEquatable<Wheels<T>>
    where T : unmanaged, IEquatable<T>
{
    private T _rearLeft;

    public Wheels(T rearLeft, T rearRight, T frontLeft, T frontRight)
    {
        this[0] = rearLeft;
        this[1] = rearRight;
        this[2] = frontLeft;
        this[3] = frontRight;
    }

    public readonly T RearLeft => this[0];

    public readonly T RearRight => this[1];

    public readonly T FrontLeft => this[2];

    public readonly T FrontRight => this[3];

    public static bool operator ==(Wheels<T> left, Wheels<T> right) => left.Equals(right);

    public static bool operator !=(Wheels<T> left, Wheels<T> right) => !left.Equals(right);

    public readonly bool Equals(Wheels<T> other) => ((ReadOnlySpan<T>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is Wheels<T> other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(RearLeft, RearRight, FrontLeft, FrontRight);

    public override readonly string ToString() => $"RL {RearLeft}, RR {RearRight}, FL {FrontLeft}, FR {FrontRight}";
}
