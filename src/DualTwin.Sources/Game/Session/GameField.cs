using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.Sources.Game.Cars;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Game.Session;

/// <summary>The cars of a session, slot by slot. A slot's car keeps its identity for the whole session.</summary>
internal sealed class GameField
{
    /// <summary>Most slots of any format.</summary>
    public const int Slots = 24;

    private const int NoTeam = byte.MaxValue;
    private const int NoTeam2026 = ushort.MaxValue;

    private GameCar[] _cars = [.. Enumerable.Range(0, Slots).Select(_ => new GameCar())];

    /// <summary>Whether the game has named the cars.</summary>
    public bool IsKnown { get; private set; }

    public ReadOnlySpan<GameCar> Cars => _cars;

    /// <summary>The car in a slot; null for a slot that no format has, such as a spectator's.</summary>
    public GameCar? this[int slot] => (uint)slot < Slots ? _cars[slot] : null;

    /// <summary>A copy that goes its own way.</summary>
    public GameField Copy()
    {
        var copy = (GameField)MemberwiseClone();
        copy._cars = Array.ConvertAll(_cars, car => car.Copy());
        return copy;
    }

    public void Read<TPacket, TParticipant>(in PacketHeader header, ref TPacket packet, GameFaults faults)
        where TPacket : unmanaged, IParticipantsPacket<TParticipant>
        where TParticipant : unmanaged, IParticipantData
    {
        var participants = packet.Participants;
        faults.Holds(packet.NumActiveCars <= participants.Length);
        var count = Math.Min(packet.NumActiveCars, participants.Length);
        for (var slot = 0; slot < count; slot++)
        {
            ref var participant = ref participants[slot];
            var car = _cars[slot];
            car.Id ??= NewId(participants[..count], slot);
            car.Private = participant.YourTelemetry == 0 && participant.AiControlled == 0 && slot != header.PlayerCarIndex;
            Identify(ref participant, header.PacketFormat, car, faults);
        }

        IsKnown |= count > 0;
    }

    public void GoBack()
    {
        foreach (var car in _cars)
        {
            car.GoBack();
        }
    }

    private static void Identify<TParticipant>(ref TParticipant participant, ushort format, GameCar car, GameFaults faults)
        where TParticipant : unmanaged, IParticipantData
    {
        var name = GameText.Read(participant.Name);
        car.Identify(new CarIdentity
        {
            RaceNumber = participant.RaceNumber,
            Driver = name.Length > 0 ? name : null,
            Team = (participant.TeamId is { } team && team is not (NoTeam or NoTeam2026) ? faults.Name(CodeTables.Team, format, team) : null)
                ?? (participant.MyTeam == 1 ? "My Team" : null),
            TeamColour = participant.NumColours is > 0 && !participant.LiveryColours.IsEmpty ? Colour(participant.LiveryColours[0]) : null,
        });
    }

    private static string Colour(LiveryColour2025 colour) => $"{colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}";

    // Numbers of two cars at once tell neither apart; a later car with a number that is taken gets its slot with it.
    private string NewId<TParticipant>(Span<TParticipant> participants, int slot)
        where TParticipant : unmanaged, IParticipantData
    {
        var number = participants[slot].RaceNumber;
        var shared = false;
        for (var other = 0; other < participants.Length; other++)
        {
            shared |= other != slot && participants[other].RaceNumber == number;
        }

        var id = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return shared || _cars.Any(car => car.Id == id) ? $"{id}-{slot}" : id;
    }
}
