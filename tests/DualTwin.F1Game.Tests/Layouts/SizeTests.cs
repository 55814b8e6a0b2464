using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Layouts;

public sealed class SizeTests
{
    /// <summary>Bytes of each datagram by kind, formats 2020 to 2026; 0 where there is none.</summary>
    private static readonly Dictionary<PacketId, int[]> Sizes = new()
    {
        [PacketId.Motion] = [1464, 1464, 1464, 1349, 1349, 1349, 1325],
        [PacketId.Session] = [251, 625, 632, 644, 753, 753, 926],
        [PacketId.LapData] = [1190, 970, 972, 1131, 1285, 1285, 1399],
        [PacketId.Event] = [35, 36, 40, 45, 45, 45, 45],
        [PacketId.Participants] = [1213, 1257, 1257, 1306, 1350, 1284, 1470],
        [PacketId.CarSetups] = [1102, 1102, 1102, 1107, 1133, 1133, 1233],
        [PacketId.CarTelemetry] = [1307, 1347, 1347, 1352, 1352, 1352, 1448],
        [PacketId.CarStatus] = [1344, 1058, 1058, 1239, 1239, 1239, 1445],
        [PacketId.FinalClassification] = [839, 839, 1015, 1020, 1020, 1042, 1134],
        [PacketId.LobbyInfo] = [1169, 1191, 1191, 1218, 1306, 954, 1062],
        [PacketId.CarDamage] = [0, 882, 948, 953, 953, 1041, 1133],
        [PacketId.SessionHistory] = [0, 1155, 1155, 1460, 1460, 1460, 1460],
        [PacketId.TyreSets] = [0, 0, 0, 231, 231, 231, 231],
        [PacketId.MotionEx] = [0, 0, 0, 217, 237, 273, 273],
        [PacketId.TimeTrial] = [0, 0, 0, 0, 101, 101, 104],
        [PacketId.LapPositions] = [0, 0, 0, 0, 0, 1131, 1231],
        [PacketId.CarTelemetry2] = [0, 0, 0, 0, 0, 0, 269],
    };

    [Fact]
    public void SizeOf_EveryKindInEveryFormat_IsTheOneOfTheTable()
    {
        Assert.Equal(Enum.GetValues<PacketId>(), Sizes.Keys);
        Assert.Equal(96, PacketLayouts.All.Length);
        foreach (var (id, sizes) in Sizes)
        {
            Assert.Equal(sizes, Enumerable.Range(2020, 7).Select(f => PacketLayouts.SizeOf((ushort)f, id)));
            Assert.Equal(sizes, Enumerable.Range(2020, 7).Select(f => PacketLayouts.Find((ushort)f, id)?.Size ?? 0));
        }
    }

    [Theory]
    [InlineData(2019, 0)]
    [InlineData(2027, 0)]
    [InlineData(2026, 17)]
    [InlineData(2026, 255)]
    [InlineData(0, 0)]
    [InlineData(ushort.MaxValue, 255)]
    public void SizeOf_AnUnknownKind_IsZero(int format, int id) => Assert.Equal(0, PacketLayouts.SizeOf((ushort)format, (PacketId)id));
}
