using System.Collections.Concurrent;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Server.Sourcing;

/// <summary>Gives each life of each source a tap of its own.</summary>
/// <param name="recorder">Takes the messages; null where nothing is recorded.</param>
internal sealed class OriginTaps(IMessageRecorder? recorder)
{
    private readonly ConcurrentDictionary<string, int> _lives = new(StringComparer.Ordinal);

    /// <summary>A tap for the next life of <paramref name="identity"/>; null where nothing is recorded.</summary>
    public IMessageTap? Next(string intake, SourceIdentity identity)
    {
        var life = recorder is null ? 0 : _lives.AddOrUpdate($"{identity.Type} {identity.Name}", 0, static (_, before) => before + 1);
        return recorder?.Tap(new MessageOrigin(intake, identity, life));
    }
}
