namespace DualTwin.Sources.Emulator;

/// <summary>How a session is told as the F1 game tells one.</summary>
public sealed record GameEmulatorOptions
{
    /// <summary>Frames of the game per second of session time.</summary>
    public const int FramesPerSecond = 60;

    /// <summary>The format, 2020…2026. The default is 2025.</summary>
    public ushort Format { get; init; } = 2025;

    /// <summary>Frames sent per second of session time, 1…60. The default is 60.</summary>
    public int RateHz { get; init; } = FramesPerSecond;

    /// <summary>The player's car; null for a spectator.</summary>
    public string? PlayerCarId { get; init; }

    /// <summary>Whether the others are people online who keep their telemetry private.</summary>
    public bool Restricted { get; init; }

    /// <summary>Identity of the session, not 0.</summary>
    public ulong SessionUid { get; init; } = 1;
}
