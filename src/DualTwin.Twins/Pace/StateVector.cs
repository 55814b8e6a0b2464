using System.Runtime.CompilerServices;

namespace DualTwin.Twins.Pace;

/// <summary>The hidden state of <see cref="PaceFilter"/>, in place.</summary>
[InlineArray(Length)]
internal struct StateVector
{
    public const int Length = 4;

    private double _first;
}
