using DualTwin.Server.Configuration.Loading;

namespace DualTwin.Configuration.Tests;

/// <summary>Loads configurations from what a test gives.</summary>
internal static class Given
{
    /// <summary>Root of the repository: the folder that holds the solution.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Loads <paramref name="json"/> as the file <c>test.json</c>; the folder's part of its path is taken out of messages.</summary>
    public static ConfigLoadResult File(string json, IReadOnlyDictionary<string, string>? environment = null, params ConfigOverride[] options) =>
        File(System.Text.Encoding.UTF8.GetBytes(json), environment, options);

    /// <inheritdoc cref="File(string, IReadOnlyDictionary{string, string}?, ConfigOverride[])"/>
    public static ConfigLoadResult File(byte[] bytes, IReadOnlyDictionary<string, string>? environment = null, params ConfigOverride[] options)
    {
        var folder = Directory.CreateTempSubdirectory("dualtwin-config-");
        try
        {
            var path = Path.Combine(folder.FullName, "test.json");
            System.IO.File.WriteAllBytes(path, bytes);
            var result = SystemConfigLoader.Load(new ConfigInputs
            {
                File = path,
                Environment = environment ?? new Dictionary<string, string>(),
                CommandLine = options,
            });
            return result with { Errors = [.. result.Errors.Select(Strip)], Warnings = [.. result.Warnings.Select(Strip)] };

            string Strip(string message) => message.Replace(folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "DualTwin.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds DualTwin.slnx");
    }
}
