using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using DualTwin.Server.Configuration.Keys;
using DualTwin.Server.Configuration.Loading;
using DualTwin.Server.Sourcing.Kinds;

namespace DualTwin.Configuration.Tests;

public sealed class SystemConfigPropertyTests
{
    private static readonly string[] Paths = [.. SourceKinds.All.Keys.All.Select(k => k.Path)];

    /// <summary>Values that no key accepts: every key has a range, a form or a kind that shuts them out.</summary>
    private static readonly string[] WrongForAll = ["-99999999", "1e300", "{\"a\": 1}", "\" \"", "[1, null]", "\"\\u0000\"", "\"ftp://x\\u0000y\""];

    [Fact]
    public void Load_OfAnyWrongKeysAtOnce_ReportsEachOnceAndNothingElse() =>
        Gen.Select(Gen.Int[0, Paths.Length - 1].HashSet[1, Paths.Length], Gen.Int[0, WrongForAll.Length - 1].Array[Paths.Length])
            .Sample((wrong, values) =>
            {
                var root = new JsonObject();
                foreach (var index in wrong)
                {
                    Put(root, Paths[index], JsonNode.Parse(WrongForAll[values[index]]));
                }

                var reported = Given.File(root.ToJsonString()).Errors.Select(e => e[..e.IndexOf(':')]).ToList();

                return reported.Select(TopKey).Distinct().Order().SequenceEqual(wrong.Select(i => Paths[i]).Order());
            }, iter: 500);

    [Fact]
    public void Load_OfAnyBytes_ReportsAndNeverThrows() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Given.File(bytes).Values.Count == Paths.Length, iter: 500);

    [Fact]
    public void Load_OfAnyTextInTheEnvironment_ReportsAndNeverThrows() =>
        Gen.Select(Gen.Int[0, Paths.Length - 1].Select(i => Paths[i]), Gen.String, Gen.String[0, 8]).Sample((path, value, odd) =>
        {
            var variables = new Dictionary<string, string>
            {
                ["DUALTWIN__" + path.ToUpperInvariant().Replace(".", "__", StringComparison.Ordinal)] = value,
                ["DUALTWIN__" + odd] = value,
            };
            return Given.File("{}", variables).Values.Count == Paths.Length;
        }, iter: 500);

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{ \"api\": { \"host\": \"\\udfff\" } }")]
    [InlineData("{ \"\\ud800\": 1 }")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("null")]
    public void Load_OfAFileThatIsNoObjectOfUnicode_IsOneError(string json) =>
        Assert.StartsWith("test.json: ", Assert.Single(Given.File(json).Errors), StringComparison.Ordinal);

    [Fact]
    public void Load_OfDeepNesting_IsOneError() =>
        Assert.Single(Given.File(new StringBuilder().Insert(0, "{\"a\":", 5000).ToString()).Errors);

    private static string TopKey(string path) => path.Split('[')[0];

    private static void Put(JsonObject root, string path, JsonNode? value)
    {
        var parts = path.Split('.');
        var target = root;
        foreach (var part in parts[..^1])
        {
            target = (JsonObject)(target[part] ??= new JsonObject());
        }

        target[parts[^1]] = value;
    }
}
