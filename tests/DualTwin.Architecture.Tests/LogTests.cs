using System.Reflection;
using Microsoft.Extensions.Logging;

namespace DualTwin.Architecture.Tests;

/// <summary>Log events can be told apart by number.</summary>
public sealed class LogTests
{
    private const BindingFlags AllMethods =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static TheoryData<string> AllRooms => [.. Repository.Rooms];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void EventIds_OfARoom_AreGivenAndUnique(string room)
    {
        var events = new RoomAssembly(room).Load().GetTypes()
            .SelectMany(type => type.GetMethods(AllMethods))
            .Select(method => (method.Name, Id: method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId))
            .Where(e => e.Id is not null)
            .ToList();

        Assert.All(events, e => Assert.True(e.Id > 0, $"{e.Name} has no event id"));
        Assert.Equal(events.Select(e => e.Id).Distinct().Count(), events.Count);
    }
}
