using System.Globalization;
using System.Text;
using DualTwin.Telemetry.State;

namespace DualTwin.Backtest.Reports;

/// <summary>Writes the stints of some cars of a race as a page of Markdown with plots beside it.</summary>
/// <param name="story">What was told during the race.</param>
/// <param name="final">The race at its end.</param>
public sealed class StintReport(StintStory story, SessionState final)
{
    private const string Reading =
        """
        Written by `dualtwin stints`; do not edit. One part for each stint on one set of tyres, told while the race was replayed through the
        pipeline that runs live.

        How to read the plots:
        - **Lap time.** Red dots are normal racing laps: not the first three, no pit lane, no safety car. The blue line is what was told of each when the
          lap before it, another such lap on the same set, had ended, its band the 80 % interval: one dot in five should lie outside. A band that is wide from one lap to the next
          is traffic or a slow field; dots that leave it together are something that no earlier lap told.
        - **Loss per lap of age.** What the twin made of the set's wear in time, fuel taken out, when each lap had ended, with its 80 %
          interval. It starts at what the circuit's races had before, and narrows as laps come in. Below the grey line tyres got faster.
        - **Wear**, where the source measures it. Red dots are measured; the blue line is what was told of each five laps before, with its 80 % interval.


        """;

    /// <summary>Writes the page to <paramref name="path"/> and its plots into a folder beside it, named like the page.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="title">What the race is called.</param>
    /// <param name="cars">Codes or names of drivers, or ids of cars; all cars where empty.</param>
    /// <exception cref="InvalidDataException">The race has no such car, or none of them drove a stint of five racing laps.</exception>
    public void Write(string path, string title, IReadOnlyList<string> cars)
    {
        var folder = Path.ChangeExtension(path, null);
        var page = new StringBuilder($"# Stints: {title}\n\n").Append(Reading.ReplaceLineEndings("\n"));
        var written = 0;
        foreach (var car in Chosen(cars))
        {
            foreach (var stint in story.Of(car))
            {
                written++;
                Append(page, folder, title, car, stint);
            }
        }

        if (written == 0)
        {
            throw new InvalidDataException("None of these cars drove a stint of five racing laps or more.");
        }

        File.WriteAllText(path, page.ToString());
    }

    private static void Append(StringBuilder page, string folder, string title, CarState car, ToldStint stint)
    {
        Directory.CreateDirectory(folder);
        var told = stint.Laps.Where(l => l is { Seconds: not null, Predicted: not null }).ToArray();
        var held = told.Count(l => l.Seconds >= l.Predicted!.P10Seconds && l.Seconds <= l.Predicted.P90Seconds);
        var miss = told.Length == 0 ? 0 : told.Average(l => Math.Abs(l.Seconds!.Value - l.Predicted!.MedianSeconds));
        page.Append(CultureInfo.InvariantCulture, $"## {Name(car)}, laps {stint.FirstLap} to {stint.LastLap}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"{told.Length} laps told, {miss:0.00} s off on average; {held} in the 80 % interval.");
        page.Append(stint.Laps.LastOrDefault(l => l.Slope is not null)?.Slope is { } slope
            ? string.Create(CultureInfo.InvariantCulture, $" At the end {slope.Mean:0.000} ± {slope.StandardDeviation:0.000} s per lap of age.\n\n")
            : "\n\n");
        foreach (var (name, svg) in StintPlots.Of($"{title}, {Name(car)}", stint))
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"{Plain(Name(car))}-{stint.Number}-{name}.svg");
            File.WriteAllText(Path.Combine(folder, file), svg);
            page.Append(CultureInfo.InvariantCulture, $"![{name}]({Path.GetFileName(folder)}/{file})\n\n");
        }
    }

    private IEnumerable<CarState> Chosen(IReadOnlyList<string> cars)
    {
        if (cars.Count == 0)
        {
            return final.Cars;
        }

        return cars.Select(asked => final.Cars.FirstOrDefault(c => string.Equals(Name(c), asked, StringComparison.OrdinalIgnoreCase) || c.CarId == asked)
            ?? throw new InvalidDataException($"The race has no car '{asked}'; it has {string.Join(", ", final.Cars.Select(Name))}."));
    }

    private static string Name(CarState car) => car.Identity.DriverCode ?? car.Identity.Driver ?? car.CarId;

    private static string Plain(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit)]);
}
