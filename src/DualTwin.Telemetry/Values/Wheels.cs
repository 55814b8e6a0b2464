namespace DualTwin.Telemetry.Values;

/// <summary>One value per wheel, in the public schema's order: front left, front right, rear left, rear right.</summary>
public readonly record struct Wheels(double FrontLeft, double FrontRight, double RearLeft, double RearRight)
{
    /// <summary>The arithmetic mean of the four wheels, in the unit of the values.</summary>
    public double Mean => (FrontLeft + FrontRight + RearLeft + RearRight) / 4;
}
