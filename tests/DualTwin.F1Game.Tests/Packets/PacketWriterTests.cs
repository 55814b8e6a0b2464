using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

public sealed class PacketWriterTests
{
    [Theory]
    [InlineData(2020, 41, 41)]
    [InlineData(2020, 480, null)]
    [InlineData(2025, 480, null)]
    [InlineData(2025, null, null)]
    [InlineData(2026, 480, 480)]
    [InlineData(2026, 255, 255)]
    [InlineData(2026, null, null)]
    public void TeamId_TooBigForTheFormatOrNone_IsNull(int format, int? given, int? kept) => Assert.Equal(kept, format switch
    {
        2020 => Team<ParticipantData2020>(given),
        2025 => Team<ParticipantData2025>(given),
        _ => Team<ParticipantData2026>(given),
    });

    [Theory]
    [InlineData(2025, 255)]
    [InlineData(2026, 300)]
    public void Setters_OfAValueTooBigForTheFormat_Saturate(int format, int kept)
    {
        var old = new TimeTrialDataSet2024 { TeamId = 300 };
        var current = new TimeTrialDataSet2026 { TeamId = 300 };

        Assert.Equal(kept, format == 2025 ? old.TeamId : current.TeamId);
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

    private static int? Team<TParticipant>(int? team)
        where TParticipant : unmanaged, IParticipantData
    {
        var participant = default(TParticipant);
        participant.TeamId = (ushort?)team;
        return participant.TeamId;
    }
}
