using System.Collections.Immutable;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Values;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.Game.Cars;

/// <summary>A car's stints as the game lists them, with the age of the set that is on.</summary>
internal sealed class StintHistory
{
    private const int Most = 8;

    private (byte Actual, byte Visual, byte? EndLap)[] _stints = new (byte, byte, byte?)[Most];
    private int _count;
    private int? _age;
    private int? _ageAtStart;
    private int _ageOfStint = -1;
    private bool _news;

    /// <summary>A copy that goes its own way.</summary>
    public StintHistory Copy()
    {
        var copy = (StintHistory)MemberwiseClone();
        copy._stints = [.. _stints];
        return copy;
    }

    public void Read<TPacket, TLap>(ref TPacket packet)
        where TPacket : unmanaged, ISessionHistoryPacket<TLap>
        where TLap : unmanaged, ILapHistoryData
    {
        var told = packet.TyreStintsHistoryData;
        var count = Count(told[..Math.Min((int)packet.NumTyreStints, Math.Min(told.Length, Most))]);
        if (count == 0)
        {
            return;
        }

        _news |= count != _count;
        _count = count;
        for (var i = 0; i < count; i++)
        {
            var stint = (told[i].TyreActualCompound, told[i].TyreVisualCompound, told[i].EndLap);
            _news |= _stints[i] != stint;
            _stints[i] = stint;
        }
    }

    /// <summary>Hears the age of the set that is on, laps.</summary>
    public void HearAge(int age)
    {
        _news |= age != _age;
        _age = age;
    }

    /// <summary>All stints, where something about them is news.</summary>
    public ImmutableArray<StintUpdate> Tell(int? completed, bool isRace)
    {
        if (!_news || _count == 0 || completed is null)
        {
            return [];
        }

        _news = false;
        var stints = ImmutableArray.CreateBuilder<StintUpdate>(_count);
        for (var i = 0; i < _count; i++)
        {
            stints.Add(Stint(i, completed.Value, isRace));
        }

        return stints.MoveToImmutable();
    }

    public void Forget() => (_count, _age, _ageAtStart, _ageOfStint, _news) = (0, null, null, -1, false);

    // The game's own count can be one ahead of its list, which ends with the set that is on.
    private static int Count(ReadOnlySpan<TyreStintHistoryData2021> stints)
    {
        for (var i = 0; i < stints.Length; i++)
        {
            if (stints[i].EndLap is null || stints[i].TyreActualCompound == 0)
            {
                return stints[i].TyreActualCompound == 0 ? i : i + 1;
            }
        }

        return stints.Length;
    }

    private StintUpdate Stint(int index, int completed, bool isRace)
    {
        int? startLap = index > 0 && _stints[index - 1].EndLap is > 0 and var ended ? ended + 1 : null;
        startLap ??= index == 0 && isRace ? 1 : null;
        var stint = new StintUpdate
        {
            Index = index,
            Compound = TyreCompounds.Relative(_stints[index].Visual),
            CompoundName = TyreCompounds.Name(_stints[index].Actual),
            StartLap = startLap,
        };
        return index == _count - 1 ? WithAge(stint, completed) : stint;
    }

    // The age at the start is worked out once: then both counts, the set's and the car's, have gone on alike.
    private StintUpdate WithAge(StintUpdate stint, int completed)
    {
        if (_ageOfStint != stint.Index)
        {
            _ageAtStart = _age - Math.Max(0, completed + 1 - (stint.StartLap ?? (completed + 1)));
            _ageOfStint = _ageAtStart is null ? -1 : stint.Index;
        }

        var atStart = _ageAtStart is { } age ? Math.Max(0, age) : (int?)null;
        return stint with { Age = _age, AgeAtStart = atStart, New = atStart is null ? null : atStart == 0 };
    }
}
