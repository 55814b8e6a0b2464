using System.Reflection;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server.Tests;

public sealed class LogIdsTests
{
    [Fact]
    public void LogMessages_Ids_AreUnique()
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
        var ids = typeof(DualTwinServer).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(All))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()?.EventId)
            .OfType<int>()
            .ToList();

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }
}
