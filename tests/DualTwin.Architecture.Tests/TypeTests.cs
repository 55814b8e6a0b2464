using System.Reflection;
using System.Runtime.CompilerServices;

namespace DualTwin.Architecture.Tests;

/// <summary>Rules that the compiled types show.</summary>
public sealed class TypeTests
{
    private const BindingFlags AllStaticFields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private const BindingFlags AllMethods = AllStaticFields | BindingFlags.Instance;

    public static TheoryData<string> AllRooms => [.. Repository.Rooms];

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Classes_OfARoom_AreSealedUnlessAbstract(string room) =>
        Assert.Empty(OwnTypes(room).Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract && !IsInherited(t)).Select(t => t.FullName));

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void StaticFields_OfARoom_AreReadonly(string room) =>
        // A thread's own scratch space is nobody's state.
        Assert.Empty(OwnTypes(room)
            .SelectMany(t => t.GetFields(AllStaticFields))
            .Where(f => !f.IsInitOnly && !f.IsLiteral && !IsGenerated(f) && !f.IsDefined(typeof(ThreadStaticAttribute)))
            .Select(f => $"{f.DeclaringType?.FullName}.{f.Name}"));

    [Theory]
    [MemberData(nameof(AllRooms))]
    public void Methods_OfARoom_AreNeverAsyncVoid(string room) =>
        Assert.Empty(OwnTypes(room)
            .SelectMany(t => t.GetMethods(AllMethods))
            .Where(m => m.ReturnType == typeof(void) && m.IsDefined(typeof(AsyncStateMachineAttribute)))
            .Select(m => $"{m.DeclaringType?.FullName}.{m.Name}"));

    private static IEnumerable<Type> OwnTypes(string room) =>
        new RoomAssembly(room).Load().GetTypes().Where(t => !IsGenerated(t) && t.Namespace?.StartsWith("DualTwin", StringComparison.Ordinal) == true);

    private static bool IsInherited(Type type) => type.Assembly.GetTypes().Any(t => t.BaseType == type);

    private static bool IsGenerated(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (member.DeclaringType is { } outer && IsGenerated(outer));
}
