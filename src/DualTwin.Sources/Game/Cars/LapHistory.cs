using System.Collections.Immutable;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Game.Cars;

/// <summary>
/// A car's laps as the game tells them again about once a second. Told on where they are news and the car has completed them: what
/// was lost on the way is made good by it.
/// </summary>
internal sealed class LapHistory
{
    private const int Most = 100;
    private const byte LapValid = 1;

    // Each sector is rounded to a millisecond.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(3);

    private LapUpdate[] _heard = [];
    private LapUpdate[] _told = [];
    private bool _news;
    private bool _shared;

    /// <summary>A copy that goes its own way. The laps are shared until one of the two hears or tells more of them.</summary>
    public LapHistory Copy()
    {
        _shared = true;
        return (LapHistory)MemberwiseClone();
    }

    public void Read<TPacket, TLap>(ref TPacket packet)
        where TPacket : unmanaged, ISessionHistoryPacket<TLap>
        where TLap : unmanaged, ILapHistoryData
    {
        var laps = packet.LapHistoryData;
        for (var i = 0; i < Math.Min(packet.NumLaps, laps.Length); i++)
        {
            if (laps[i].LapTimeInMS > 0)
            {
                Hear(Lap(ref laps[i], i + 1) with { Position = Heard(i + 1).Position });
            }
        }
    }

    /// <summary>Hears the position at the end of a lap.</summary>
    public void HearPosition(int lap, int position)
    {
        if (lap is >= 1 and <= Most && position > 0)
        {
            Hear(Heard(lap) with { Lap = lap, Position = position });
        }
    }

    /// <summary>News of laps up to <paramref name="completed"/>.</summary>
    public ImmutableArray<LapUpdate> Tell(int? completed)
    {
        if (!_news || completed is not > 0)
        {
            return [];
        }

        var news = ImmutableArray.CreateBuilder<LapUpdate>();
        _news = false;
        for (var lap = 1; lap <= Most; lap++)
        {
            if (_heard[lap] == _told[lap])
            {
                continue;
            }

            if (lap > completed)
            {
                _news = true;
                continue;
            }

            Own();
            news.Add(_told[lap] = _heard[lap]);
        }

        return news.DrainToImmutable();
    }

    public void Forget()
    {
        (_heard, _told, _news, _shared) = ([], [], false, false);
    }

    private LapUpdate Heard(int lap) => lap < _heard.Length ? _heard[lap] : default;

    private void Hear(LapUpdate lap)
    {
        // The game says most of it many times over.
        if (Heard(lap.Lap) == lap)
        {
            return;
        }

        Own();
        _heard[lap.Lap] = lap;
        _news |= lap != _told[lap.Lap];
    }

    private void Own()
    {
        if (_heard.Length == 0)
        {
            (_heard, _told) = (new LapUpdate[Most + 1], new LapUpdate[Most + 1]);
        }
        else if (_shared)
        {
            (_heard, _told) = ([.. _heard], [.. _told]);
        }

        _shared = false;
    }

    private static LapUpdate Lap<TLap>(ref TLap lap, int number)
        where TLap : unmanaged, ILapHistoryData
    {
        var time = GameValues.Milliseconds(lap.LapTimeInMS);
        var sectors = new LapSectors(
            GameValues.Sector(lap.Sector1TimeMSPart, lap.Sector1TimeMinutesPart),
            GameValues.Sector(lap.Sector2TimeMSPart, lap.Sector2TimeMinutesPart),
            GameValues.Sector(lap.Sector3TimeMSPart, lap.Sector3TimeMinutesPart));

        // Until 2022 a sector of over 65.535 s is told without its first 65.536 s: then the three do not make up the lap.
        var whole = lap.Sector1TimeMinutesPart is not null || (sectors.Total - time)?.Duration() <= Rounding;
        return new LapUpdate(number, time, whole ? sectors : default, (lap.LapValidBitFlags & LapValid) != 0);
    }
}
