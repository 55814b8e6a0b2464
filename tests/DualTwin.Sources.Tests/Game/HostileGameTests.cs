using System.Buffers.Binary;
using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;
using DualTwin.RaceModel.Sampling;
using DualTwin.Session;
using DualTwin.Sources.Emulator;
using DualTwin.Telemetry.Schema;

namespace DualTwin.Sources.Tests.Game;

/// <summary>
/// Whatever comes in under the game's name, on its way to state, twins and documents: nothing throws, each datagram is counted, and the
/// next session is heard as ever.
/// </summary>
public sealed class HostileGameTests
{
    private const ulong AttackedSession = 21;
    private const int DocumentsEvery = 500;

    private static readonly ViewDocument[] Documents = [ViewDocument.Telemetry, ViewDocument.CarTwin, ViewDocument.FieldTwin];

    public static TheoryData<int> Formats => [2020, 2021, 2022, 2023, 2024, 2025, 2026];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Take_EveryTruncation_IsCountedByReason(int format)
    {
        var attack = await Attack.BeginAsync(format);
        var refused = 0;
        foreach (var packet in attack.Packets)
        {
            for (var length = 0; length < packet.Length; length++)
            {
                Assert.False(attack.Take(packet.AsSpan(0, length)));
                refused++;
            }

            Assert.False(attack.Take([.. packet, 0]));
            refused++;
        }

        var counters = attack.Heard.Counters;
        Assert.Equal(refused, counters.Refused["game_packet_too_short"] + counters.Refused["game_packet_wrong_length"]);
        await attack.AssertGoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Take_EveryByteFlipped_IsTakenOrCounted(int format)
    {
        var attack = await Attack.BeginAsync(format);
        foreach (var packet in attack.Packets)
        {
            for (var at = 0; at < packet.Length; at++)
            {
                packet[at] ^= 0xFF;
                attack.Take(packet);
                packet[at] ^= 0xFF;
            }
        }

        await attack.AssertGoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Take_NumbersThatAreNone_ReachNoDocument(int format)
    {
        var attack = await Attack.BeginAsync(format);
        foreach (var value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -1e9f })
        {
            foreach (var packet in attack.Packets)
            {
                PacketHeader.TryRead(packet, out var header, out _);
                var hit = packet.ToArray();
                foreach (var offset in Wire.Offsets(PacketLayouts.Find(header.PacketFormat, header.PacketId)!, WireType.Single))
                {
                    BinaryPrimitives.WriteSingleLittleEndian(hit.AsSpan(offset), value);
                }

                attack.TakeNext(hit);
            }

            attack.WriteDocuments();
        }

        await attack.AssertGoesOnAsync();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Take_CodesCountsAndCarsOutOfRange_AreLeftAlone(int format)
    {
        var attack = await Attack.BeginAsync(format);
        foreach (var value in new byte[] { 22, 24, 31, 127, 128, 254, 255 })
        {
            foreach (var packet in attack.Packets)
            {
                PacketHeader.TryRead(packet, out var header, out _);
                var hit = packet.ToArray();
                hit.AsSpan(header.Size + (header.PacketId == PacketId.Event ? sizeof(uint) : 0)).Fill(value);
                attack.TakeNext(hit);
                hit = packet.ToArray();
                foreach (var offset in Wire.Offsets(PacketLayouts.Find(header.PacketFormat, header.PacketId)!, WireType.UInt8).Take(40))
                {
                    hit[offset] = header.PacketId == PacketId.Event ? hit[offset] : value;
                    attack.TakeNext(hit);
                }
            }

            attack.WriteDocuments();
        }

        await attack.AssertGoesOnAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Take_DamagedPackets_AreTakenOrCounted(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        foreach (var format in new[] { 2020, 2023, 2026 })
        {
            var attack = await Attack.BeginAsync(format);
            for (var i = 0; i < 6_000; i++)
            {
                attack.Take(Damaged(attack.Packets[random.NextIndex(attack.Packets.Count)], random));
            }

            await attack.AssertGoesOnAsync();
        }
    }

    [Fact]
    public void Take_UnknownFormatKindAndEvent_AreCountedEach()
    {
        var heard = new Assembling();
        var known = Wire.Empty(new PacketHeader { PacketFormat = 2025, PacketId = PacketId.Motion, SessionUid = 1, OverallFrameIdentifier = 0 });
        var future = known.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(future, 2027);
        var kind = known.ToArray();
        kind[6] = 99;
        PacketHeader.TryRead(known, out var header, out _);

        Assert.False(heard.Take(future));
        Assert.False(heard.Take(kind));
        Assert.False(heard.Take(Wire.Event(in header, (EventCode)0x21212121)));
        Assert.Equal(
            (1, 1, 1),
            (heard.Counters.Refused["unknown_game_format"], heard.Counters.Refused["unknown_game_packet"], heard.Counters.Refused["unknown_game_event"]));
        Assert.Equal(3, heard.Counters.Messages);
    }

    private static byte[] Damaged(byte[] packet, SeededRandom random)
    {
        var hit = packet.ToArray();
        for (var hits = random.NextIndex(6); hits >= 0; hits--)
        {
            // Half of the hits fall on the header and what stands first in the packet.
            var at = random.NextIndex(random.Chance(0.5) ? Math.Min(hit.Length, 40) : hit.Length);
            hit[at] = random.Chance(0.3) ? byte.MaxValue : (byte)random.NextBits();
        }

        if (random.Chance(0.1))
        {
            Array.Resize(ref hit, Math.Max(0, hit.Length + random.NextIndex(9) - 4));
        }

        return hit;
    }

    /// <summary>A session under way, all the way to its documents, and one packet of each kind that its game could send.</summary>
    private sealed class Attack
    {
        private readonly SessionPipeline _pipeline = new(new SessionPipelineOptions());
        private readonly GameEmulatorOptions _game;
        private uint _frame;
        private int _taken;

        private Attack(int format)
        {
            _game = new GameEmulatorOptions { Format = (ushort)format, PlayerCarId = "7", SessionUid = AttackedSession };
            Heard = new Assembling { Then = frame => _pipeline.Apply(frame) };
        }

        public Assembling Heard { get; }

        public List<byte[]> Packets { get; } = [];

        public static async Task<Attack> BeginAsync(int format)
        {
            var attack = new Attack(format);
            var scene = (await GameScene.FromAsync(140, attack._game, attack.Heard)).Play(2);
            attack._frame = scene.Header.FrameIdentifier;
            var kinds = new HashSet<PacketId>();
            foreach (var packet in scene.Sent.AsEnumerable().Reverse())
            {
                PacketHeader.TryRead(packet, out var header, out _);
                if (kinds.Add(header.PacketId))
                {
                    attack.Packets.Add(packet);
                }
            }

            foreach (var layout in PacketLayouts.All.Where(p => p.Format == format && p.Id != PacketId.Event && kinds.Add(p.Id)))
            {
                attack.Packets.Add(Wire.Empty(scene.Header with { PacketId = layout.Id }));
            }

            foreach (var code in Enum.GetValues<EventCode>().Where(c => PacketLayouts.Event((ushort)format, c) is not null))
            {
                attack.Packets.Add(Wire.Event(scene.Header, code, 1, 2, 3, 4, 5, 6, 7));
            }

            return attack;
        }

        public bool Take(ReadOnlySpan<byte> datagram)
        {
            var taken = Heard.Take(datagram);
            if (++_taken % DocumentsEvery == 0)
            {
                WriteDocuments();
            }

            return taken;
        }

        /// <summary>Takes a datagram as the next frame's, so that it is not left alone as one that was taken before.</summary>
        public void TakeNext(byte[] datagram)
        {
            PacketHeader.TryRead(datagram, out var header, out _);
            _frame++;
            Wire.Stamp(datagram, header with { FrameIdentifier = _frame, OverallFrameIdentifier = _frame });
            Take(datagram);
        }

        public void WriteDocuments()
        {
            foreach (var document in Documents)
            {
                // A session of which nothing is known yet has none.
                if (_pipeline.Current.Document(document, SchemaVersion.Version110) is { } bytes)
                {
                    using var json = System.Text.Json.JsonDocument.Parse(bytes);
                    Assert.Equal(System.Text.Json.JsonValueKind.Object, json.RootElement.ValueKind);
                }
            }
        }

        /// <summary>The next session is heard as if nothing had been, and everything that came in was counted.</summary>
        public async Task AssertGoesOnAsync()
        {
            WriteDocuments();
            var before = Heard.Counters.Messages;
            var scene = (await GameScene.FromAsync(140, _game with { SessionUid = AttackedSession + 1 }, Heard)).Play(3);

            Assert.Equal(scene.Sent.Count, Heard.Counters.Messages - before);
            Assert.Equal($"f1game-{AttackedSession + 1:x16}", _pipeline.Current.State.Session.SessionId);
            Assert.Equal(scene.Truth.Cars.Select(c => (c.CarId, c.Timing.Position)).Order(), _pipeline.Current.State.Cars.Select(c => (c.CarId, c.Timing.Position)).Order());
            WriteDocuments();
        }
    }
}
