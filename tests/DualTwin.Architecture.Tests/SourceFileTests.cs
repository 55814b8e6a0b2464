using System.Text.RegularExpressions;

namespace DualTwin.Architecture.Tests;

/// <summary>Rules that the source files show.</summary>
public sealed partial class SourceFileTests
{
    private const int LongestFile = 350;
    private const int LongestOfNineInTen = 200;

    private static readonly string[] Folders = ["src", "tests", "eng", "bench", "samples"];

    [Fact]
    public void Lines_OfEveryFile_AreFewEnoughToRead()
    {
        var lengths = Repository.Sources("src").Concat(Repository.Sources("eng")).Select(f => (f.Path, f.Lines.Length)).OrderBy(f => f.Length).ToList();

        Assert.DoesNotContain(lengths, f => f.Length > LongestFile);
        Assert.True(lengths[(int)(lengths.Count * 0.9)].Length <= LongestOfNineInTen, $"one file in ten has more than {LongestOfNineInTen} lines");
    }

    [Fact]
    public void PublicTypes_OfEveryFile_AreOneAtMost() =>
        Assert.Empty(Repository.Sources("src").Where(f => f.Lines.Count(l => TopLevelPublicType().IsMatch(l)) > 1).Select(f => f.Path));

    [Fact]
    public void Namespaces_OfEveryFile_AreFileScopedAndFollowTheFolder()
    {
        var wrong =
            from file in Repository.Sources("src")
            let declared = file.Lines.FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null
            let folder = Path.GetDirectoryName(file.Path)!["src/".Length..].Replace('/', '.').Replace('\\', '.')
            where declared != $"namespace {folder};"
            select $"{file.Path}: {declared}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Lines_OfAllCode_HoldNoLooseEnds()
    {
        var loose =
            from folder in Folders
            where Directory.Exists(Path.Combine(Repository.Root, folder))
            from file in Repository.Sources(folder)
            where Path.GetFileName(file.Path) != $"{nameof(SourceFileTests)}.cs"
            from line in file.Lines
            where LooseEnd().IsMatch(line)
            select $"{file.Path}: {line.Trim()}";

        Assert.Empty(loose);
    }

    [GeneratedRegex(@"^public (sealed |static |abstract |readonly |partial |record )*(class|record|struct|interface|enum|delegate) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TopLevelPublicType();

    [GeneratedRegex(@"TODO|FIXME|HACK|XXX|#region|NotImplementedException|""/(work|tmp|home)/|\.GetAwaiter\(\)\.GetResult\(\).*Task\.Run", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LooseEnd();
}
