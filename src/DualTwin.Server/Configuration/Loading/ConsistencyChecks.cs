using DualTwin.Server.Configuration.Keys;
using DualTwin.Server.Configuration.Readers;
using DualTwin.Server.Security;

namespace DualTwin.Server.Configuration.Loading;

/// <summary>What values must hold together, and with the machine they are used on.</summary>
internal static class ConsistencyChecks
{
    public static void Run(SystemConfig config, ConfigProblems problems)
    {
        if (!LoopbackNames.Contains(config.Api.Host) && config.Api.ApiKeyFile is null)
        {
            problems.Error(
                $"{ApiKeys.HostPath}: {JsonText.Quote(config.Api.Host)} is beyond loopback; expected {ApiKeys.KeyFilePath} to name a file "
                + "with an API key, or \"localhost\"");
        }

        RequireFile(ApiKeys.KeyFilePath, config.Api.ApiKeyFile, problems);
        RequireFile(ApiKeys.TlsCertificateFilePath, config.Api.TlsCertificateFile, problems);
    }

    private static void RequireFile(string path, string? file, ConfigProblems problems)
    {
        if (file is not null && !File.Exists(file))
        {
            problems.Error($"{path}: {JsonText.Quote(file)} is not there; expected the path of a file that can be read");
        }
    }
}
