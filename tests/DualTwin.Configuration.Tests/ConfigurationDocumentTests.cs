using System.Text;
using DualTwin.Server.Configuration;
using DualTwin.Server.Configuration.Keys;
using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Configuration.Tests;

/// <summary>Keeps <c>docs/configuration.md</c> in step with the code.</summary>
public sealed class ConfigurationDocumentTests
{
    private const string Begin = "DualTwin.Configuration.Tests to write it anew -->\n";
    private const string End = "<!-- end of keys -->";

    private static string DocumentPath => Path.Combine(Given.RepositoryRoot, "docs", "configuration.md");

    [Fact]
    public async Task Keys_OfTheDocument_AreThoseOfTheCode()
    {
        var document = await File.ReadAllTextAsync(DocumentPath, TestContext.Current.CancellationToken);
        var from = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = document.IndexOf(End, StringComparison.Ordinal);
        var expected = Table();
        if (Environment.GetEnvironmentVariable("DUALTWIN_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(DocumentPath, document[..from] + expected + document[to..], TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(expected, document[from..to]);
    }

    [Fact]
    public async Task IgnoredKeys_OfTheDocument_AreThoseOfTheCode()
    {
        var document = await File.ReadAllTextAsync(DocumentPath, TestContext.Current.CancellationToken);
        var listed = document[document.IndexOf("## Keys of 1.0.0 without effect", StringComparison.Ordinal)..];

        Assert.All(IgnoredKeys.Keys.Concat(IgnoredKeys.Sections), key => Assert.Contains($"`{key}`", listed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sources_OfTheDocument_AreThoseOfTheCode()
    {
        var lines = await File.ReadAllLinesAsync(DocumentPath, TestContext.Current.CancellationToken);
        var patience = lines.Single(line => line.StartsWith("All live sources take ", StringComparison.Ordinal));

        Assert.All(SourceKinds.All.Kinds, kind =>
        {
            var row = lines.Single(line => line.StartsWith($"| `{kind.Name}` |", StringComparison.Ordinal));
            Assert.All(kind.Options, option => Assert.Contains(
                $"`{option.Name}`", SourceOption.Patience.Contains(option) ? patience : row, StringComparison.Ordinal));
        });
    }

    private static string Table()
    {
        var table = new StringBuilder("| key | default | expected | effect |\n| --- | --- | --- | --- |\n");
        foreach (var key in SourceKinds.All.Keys.All)
        {
            var value = key.Show(SystemConfig.Default);
            var shown = value == ConfigKeys.Unset ? value : $"`{value}`";
            table.Append($"| `{key.Path}` | {shown} | {key.Expected} | {key.Effect} |\n");
        }

        return table.ToString();
    }
}
