namespace DualTwin.EndToEnd.Tests;

public sealed class ForecastVerbTests
{
    [Fact]
    public async Task Forecast_OfAzerbaijan2018_IsTheSameEachTimeAndKnowsWhoIsOut()
    {
        var recording = Places.Recording("2018-04-29_Azerbaijan_Grand_Prix", "2018-04-29_Race");
        using var folder = new WorkFolder();

        var first = await DualTwinProcess.RunAsync(folder.Path, "forecast", recording, "--lap", "45", "--races", "2000");
        var second = await DualTwinProcess.RunAsync(folder.Path, "forecast", recording, "--lap", "45", "--races", "2000");

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(first.Output, second.Output);
        Assert.StartsWith("after lap 45 of 51, 2000 simulated races; all figures are estimates", first.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^ *\d+ +44 +Lewis Hamilton ", first.Output);

        // It crashed under the safety car before.
        Assert.Matches(@"(?m)^ *\d+ +3 +Daniel Ricciardo .* 0\.0 ?% *$", first.Output);
    }

    [Fact]
    public async Task Forecast_OfOneCar_TellsItsPlansAndCalls()
    {
        var recording = Places.Recording("2018-04-29_Azerbaijan_Grand_Prix", "2018-04-29_Race");
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "forecast", recording, "--lap", "20", "--races", "500", "--car", "44");
        var wrong = await DualTwinProcess.RunAsync(folder.Path, "forecast", recording, "--lap", "20", "--races", "500", "--car", "45");

        Assert.Contains("car 44 in lap 20", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^A +\d+ \w+", result.Output);
        Assert.Matches(@"(?m)^green +pit now +20 ", result.Output);
        Assert.Matches(@"(?m)^safety car, if now +stay out ", result.Output);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("--car is '45'; expected one of", wrong.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lap", "0", "--lap is '0'; expected a whole number from 1 to 999.")]
    [InlineData("--lap", "x", "--lap is 'x'; expected a whole number from 1 to 999.")]
    [InlineData("--lap", "1.5", "--lap is '1.5'; expected a whole number from 1 to 999.")]
    [InlineData("--races", "0", "--races is '0'; expected a whole number from 1 to 1000000.")]
    [InlineData("--races", "many", "--races is 'many'; expected a whole number from 1 to 1000000.")]
    public async Task Forecast_OfNoSuchNumber_NamesItAndWhatWasExpected(string option, string value, string expected)
    {
        using var folder = new WorkFolder();
        string[] lap = option == "--lap" ? [] : ["--lap", "10"];

        var result = await DualTwinProcess.RunAsync(folder.Path, ["forecast", folder.Path, option, value, .. lap]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecast_OfALapThatNobodyCompletes_SaysWhichIsTheLast()
    {
        var recording = Places.Recording("2018-04-29_Azerbaijan_Grand_Prix", "2018-04-29_Race");
        using var folder = new WorkFolder();

        var result = await DualTwinProcess.RunAsync(folder.Path, "forecast", recording, "--lap", "60");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Nobody completes lap 60", result.Errors, StringComparison.Ordinal);
        Assert.Contains("is 51.", result.Errors, StringComparison.Ordinal);
    }
}
