using System.Runtime.InteropServices;
using DualTwin.F1Game.Packets;

namespace DualTwin.Bench;

/// <summary>Reading fields of every car from the packets that come at the game's send rate.</summary>
internal static class DecodeBench
{
    private const int Rounds = 41;
    private const int PerRound = 20_000;
    private const double GoalNanoseconds = 120;

    public static bool Run()
    {
        Console.WriteLine($"Decode: 9 to 12 fields of every car of a packet (goal: median {GoalNanoseconds:F0} ns, 0 B), beside a plain copy of the packet");
        return new[]
        {
            Measure<CarTelemetryPacket2026>(2026, PacketId.CarTelemetry),
            Measure<LapDataPacket2026>(2026, PacketId.LapData),
            Measure<CarStatusPacket2026>(2026, PacketId.CarStatus),
            Measure<MotionPacket2026>(2026, PacketId.Motion),
            Measure<CarTelemetryPacket2021>(2025, PacketId.CarTelemetry),
            Measure<LapDataPacket2024>(2025, PacketId.LapData),
            Measure<CarStatusPacket2023>(2025, PacketId.CarStatus),
            Measure<MotionPacket2023>(2025, PacketId.Motion),
        }.All(met => met);
    }

    private static bool Measure<TPacket>(ushort format, PacketId kind)
        where TPacket : unmanaged
    {
        var header = new PacketHeader { PacketFormat = format, PacketId = kind };
        var reader = new OnCars<CarReader>(new CarReader());
        var datagram = new byte[Marshal.SizeOf<TPacket>() + header.Size];
        PacketWriter.Write(datagram, in header, ref reader);
        new Random(1).NextBytes(datagram.AsSpan(header.Size));

        var place = new TPacket[2];
        var copy = Sample.Take("copy", Rounds, PerRound, _ => place[1] = MemoryMarshal.Read<TPacket>(datagram.AsSpan(header.Size)));
        var read = Sample.Take($"{kind} {format}, {datagram.Length} B", Rounds, PerRound, _ => PacketReader.Read(datagram, ref reader));
        var nanoseconds = read.MedianMicroseconds * 1000;
        var floor = copy.MedianMicroseconds * 1000;
        Console.WriteLine(
            $"{read.Name,-26} {nanoseconds,6:F1} ns ±{read.NoisePercent,4:F1} %  {read.AllocatedBytes,3:F0} B   copy {floor,5:F1} ns ±{copy.NoisePercent,4:F1} %   ratio {nanoseconds / floor:F2}");
        return nanoseconds <= GoalNanoseconds && read.AllocatedBytes < 1;
    }
}
