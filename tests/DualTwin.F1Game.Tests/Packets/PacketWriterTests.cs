using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

public sealed class PacketWriterTests
{
    [Theory]
    [InlineData(2020, 255)]
    [InlineData(2025, 255)]
    [InlineData(2026, 480)]
    public void Setters_OfAValueTooBigForTheFormat_Saturate(int format, int team)
    {
        var (first, second) = format switch
        {
            2020 => Team<ParticipantData2020>(),
            2025 => Team<ParticipantData2025>(),
            _ => Team<ParticipantData2026>(),
        };

        Assert.Equal(team, first);
        Assert.Equal(team, second);
    }

    [Theory]
    [InlineData(5.25f, 5.25f)]
    [InlineData(-0.0005f, 0f)]
    [InlineData(1000f, 32.767f)]
    [InlineData(float.NegativeInfinity, -32.768f)]
    [InlineData(float.NaN, 0f)]
    public void GForces_Of2026_AreThousandthsThatSaturate(float given, float kept)
    {
        var car = new CarMotionData2026 { GForceLateral = given };

        Assert.Equal(kept, car.GForceLateral, 0.00001f);
    }

    [Fact]
    public void Setters_OfAFieldThatTheFormatLacks_AreIgnored()
    {
        var lap = new LapData2021 { SpeedTrapFastestSpeed = 320, TotalWarnings = 2 };

        Assert.Null(lap.SpeedTrapFastestSpeed);
        Assert.Null(lap.TotalWarnings);
        Assert.Equal(default, lap);
    }

    [Fact]
    public void Write_AKindThatTheFormatLacks_Throws() => AssertRefused(2024, PacketId.CarTelemetry2, 2000, "CarTelemetry2");

    [Fact]
    public void Write_OfAnUnknownFormat_Throws() => AssertRefused(2019, PacketId.Motion, 2000, "2019");

    [Fact]
    public void Write_IntoTooSmallABuffer_Throws() => AssertRefused(2026, PacketId.Motion, 1324, "1325");

    private static void AssertRefused(ushort format, PacketId id, int room, string named)
    {
        var header = new PacketHeader { PacketFormat = format, PacketId = id };
        var visitor = new Everything<Snapshot>(new Snapshot());

        var exception = Assert.Throws<ArgumentException>(() => PacketWriter.Write(new byte[room], in header, ref visitor));
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }

    private static (int Team, int Driver) Team<TParticipant>()
        where TParticipant : unmanaged, IParticipantData
    {
        var participant = default(TParticipant);
        participant.TeamId = 480;
        participant.DriverId = 480;
        return (participant.TeamId, participant.DriverId);
    }
}
