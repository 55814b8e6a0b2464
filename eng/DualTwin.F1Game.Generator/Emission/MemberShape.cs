namespace DualTwin.F1Game.Generator.Emission;

internal enum MemberShape
{
    Scalar,

    /// <summary>Four values, one a wheel.</summary>
    Wheels,

    /// <summary>A span over values or structs; empty where the format has none.</summary>
    Array,

    /// <summary>A reference to a single struct.</summary>
    Reference,
}
