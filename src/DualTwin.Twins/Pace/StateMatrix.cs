using System.Runtime.CompilerServices;

namespace DualTwin.Twins.Pace;

/// <summary>The covariance of <see cref="StateVector"/>, in place.</summary>
internal struct StateMatrix
{
    private Cells _cells;

    public double this[int row, int column]
    {
        readonly get => _cells[(row * StateVector.Length) + column];
        set => _cells[(row * StateVector.Length) + column] = value;
    }

    [InlineArray(StateVector.Length * StateVector.Length)]
    private struct Cells
    {
        private double _first;
    }
}
