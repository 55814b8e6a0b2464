using CsCheck;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Order;

namespace DualTwin.Sources.Tests.Game;

/// <summary>The order of packets under what networks and players do to it.</summary>
public sealed class PacketOrderTests
{
    private static readonly PacketId[] Kinds = [PacketId.Motion, PacketId.LapData, PacketId.CarTelemetry, PacketId.CarStatus];

    /// <summary>A session of 300 frames with flashbacks at the frames chosen, each going back by 40 to 90 frames.</summary>
    private static readonly Gen<List<PacketHeader>> Session = Gen.Select(Gen.Int[100, 250].Array[0, 3], Gen.Int[40, 90], Gen.Int[2021, 2026])
        .Select((backAt, by, format) => Played((ushort)format, [.. backAt.Order()], by));

    [Fact]
    public void Judge_EverythingInOrder_TakesAllAndSeesEachFlashbackOnce() => Session.Sample(session =>
    {
        var (order, rewinds) = (new PacketOrder(), 0);
        foreach (var header in session)
        {
            Assert.Equal(PacketVerdict.Take, order.Judge(in header, 0, out var turn));
            rewinds += turn.RewindToFrame is not null || (IsFlashback(header) && order.Flashback(in header, Target(header), out _) is not null) ? 1 : 0;
        }

        // One after which nothing came has taken nothing back.
        var unconfirmed = IsFlashback(session[^1]) ? 1 : 0;
        Assert.Equal(session.Count(IsFlashback) - unconfirmed, rewinds);
    });

    [Fact]
    public void Judge_EveryPacketTwice_TakesEachOnce() => Session.Sample(session =>
    {
        var order = new PacketOrder();
        foreach (var header in session)
        {
            Assert.Equal(PacketVerdict.Take, Judge(order, header));
            if (IsFlashback(header))
            {
                continue;
            }

            Assert.NotEqual(PacketVerdict.Take, order.Judge(in header, 0, out _));
        }
    });

    [Fact]
    public void Judge_FlashbackEventLost_GoesBackAllTheSameAndNoFurtherThanItWas() =>
        Gen.Int[2021, 2026].Sample(format =>
        {
            var session = Played((ushort)format, [200], 60);
            var order = new PacketOrder();
            List<long> rewinds = [];
            foreach (var header in session.Where(h => !IsFlashback(h)))
            {
                order.Judge(in header, 0, out var turn);
                rewinds.AddRange(turn.RewindToFrame is { } frame ? [frame] : []);
            }

            Assert.InRange(Assert.Single(rewinds), 138, 142);
        });

    [Fact]
    public void Judge_PacketsOvertakeOneAnother_NeverGoesBackForThem() =>
        Gen.Select(Session, Gen.Int[0, 8].Array[4, 64]).Sample((session, delays) =>
        {
            var plain = session.Where(h => !IsFlashback(h) && h.OverallFrameIdentifier - h.FrameIdentifier is null or 0).Take(400).ToList();
            plain = [.. plain.TakeWhile((h, i) => i == 0 || h.FrameIdentifier >= plain[i - 1].FrameIdentifier)];
            var order = new PacketOrder();
            foreach (var header in plain.Select((h, i) => (h, At: i + delays[i % delays.Length])).OrderBy(p => p.At).Select(p => p.h))
            {
                order.Judge(in header, 0, out var turn);
                Assert.Null(turn.RewindToFrame);
            }
        });

    [Fact]
    public void Judge_LatePacketsOfTheTimeThatWasTakenBack_AreLate() => Gen.Int[2021, 2026].Sample(format =>
    {
        var session = Played((ushort)format, [200], 60);
        var at = session.FindIndex(IsFlashback);
        var order = new PacketOrder();
        foreach (var header in session.Take(at + 1).Concat(session.Skip(at + 1).Take(8)))
        {
            Judge(order, header);
        }

        Assert.All(session.Skip(at - 12).Take(12), late => Assert.Equal(PacketVerdict.Late, order.Judge(in late, 0, out _)));
    });

    [Fact]
    public void Judge_OneForgedCounter_ChangesNothing()
    {
        var session = Played(2025, [], 0);
        var order = new PacketOrder();
        foreach (var header in session.Take(40))
        {
            Judge(order, header);
        }

        var forged = session[40] with { OverallFrameIdentifier = uint.MaxValue, FrameIdentifier = 7 };
        Assert.Equal(PacketVerdict.Unconfirmed, order.Judge(in forged, 0, out var turn));
        Assert.Null(turn.RewindToFrame);
        Assert.All(session.Skip(41), header => Assert.Equal(PacketVerdict.Take, Judge(order, header)));
    }

    [Fact]
    public void Judge_SessionsAndMenus_AreToldApart()
    {
        var order = new PacketOrder();
        var first = Header(2025, PacketId.LapData, 10, 0) with { SessionUid = 1 };
        var second = first with { SessionUid = 2, FrameIdentifier = 1, OverallFrameIdentifier = 1 };
        var third = second with { PacketId = PacketId.Motion };
        var menu = first with { SessionUid = 0 };

        Assert.Equal(PacketVerdict.Take, order.Judge(in first, 0, out var turn));
        Assert.True(turn.NewSession);
        Assert.Equal(PacketVerdict.OutsideSession, order.Judge(in menu, 0, out _));
        Assert.Equal(PacketVerdict.Unconfirmed, order.Judge(in second, 0, out turn));
        Assert.False(turn.NewSession);
        Assert.Equal(PacketVerdict.Take, order.Judge(in third, 0, out turn));
        Assert.Equal((true, true), (turn.NewSession, turn.Confirmed));
        Assert.Equal(PacketVerdict.FormerSession, order.Judge(in first, 0, out _));
    }

    private static PacketVerdict Judge(PacketOrder order, PacketHeader header)
    {
        var verdict = order.Judge(in header, 0, out _);
        if (verdict == PacketVerdict.Take && IsFlashback(header))
        {
            order.Flashback(in header, Target(header), out _);
        }

        return verdict;
    }

    // Where a flashback goes back to is kept in a field that order does not look at.
    private static bool IsFlashback(PacketHeader header) => header.PacketId == PacketId.Event;

    private static long Target(PacketHeader header) => header.SecondaryPlayerCarIndex + header.PlayerCarIndex;

    private static List<PacketHeader> Played(ushort format, int[] backAt, int by)
    {
        var packets = new List<PacketHeader>();
        uint frame = 0, rewound = 0;
        var next = 0;
        for (var i = 0; i < 300; i++)
        {
            frame++;
            packets.AddRange(Kinds.Select(kind => Header(format, kind, frame, rewound)));
            if (next < backAt.Length && frame >= backAt[next])
            {
                next++;
                var target = frame - (uint)by;
                var header = Header(format, PacketId.Event, frame, rewound);
                packets.Add(header with { PlayerCarIndex = (byte)Math.Min(target, 250), SecondaryPlayerCarIndex = (byte)(target - Math.Min(target, 250)) });
                rewound += frame - target;
                frame = target;
            }
        }

        return packets;
    }

    private static PacketHeader Header(ushort format, PacketId kind, uint frame, uint rewound) => new()
    {
        PacketFormat = format,
        PacketId = kind,
        SessionUid = 1,
        FrameIdentifier = frame,
        OverallFrameIdentifier = format >= 2023 ? frame + rewound : null,
    };
}
