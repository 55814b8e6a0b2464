namespace DualTwin.EndToEnd.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("replay", "--help")]
    [InlineData("config", "check", "--help")]
    [InlineData("decode", "--help")]
    [InlineData("fit", "--help")]
    [InlineData("stops", "--help")]
    public async Task Help_OfEveryVerb_SaysWhatItDoes(params string[] arguments)
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains(arguments.Length > 1 ? "Examples:" : "Exit codes:", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("'rnu' was not matched", "rnu")]
    [InlineData("Unrecognized command or argument '--prot'", "run", "--prot", "1")]
    [InlineData("Required argument 'PATH' missing for command: 'replay'", "replay")]
    [InlineData("Option '--data' is required", "fit", "--out", "x.json")]
    public async Task Arguments_ThatAreWrong_AreNamedWithCode2(string expected, params string[] arguments)
    {
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors + result.Output, StringComparison.Ordinal);
    }
}
