using System.CommandLine;

namespace DualTwin.Verbs;

/// <summary><c>config check</c> and <c>config show</c>.</summary>
internal static class ConfigVerb
{
    public static Command Create() => new("config", "Check or show the configuration.") { ConfigCheckVerb.Create(), ConfigShowVerb.Create() };
}
