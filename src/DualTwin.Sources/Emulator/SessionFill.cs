using DualTwin.F1Game.Codes;
using DualTwin.F1Game.Packets;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Emulator;

/// <summary>Fills in what the game tells of the session as a whole.</summary>
internal static class SessionFill
{
    private const double DefaultLapMetres = 5000;

    public static void Fill<TPacket, TForecast>(ref TPacket packet, SessionState state, GameEmulatorOptions options)
        where TPacket : unmanaged, ISessionPacket<TForecast>
        where TForecast : unmanaged, IWeatherForecastSample
    {
        var circuit = CircuitCatalogue.Find(state.Session.CircuitName);
        packet.Weather = (byte)(state.Track.Weather switch
        {
            WeatherCondition.Cloudy => Weather.LightCloud,
            WeatherCondition.Drizzle => Weather.LightRain,
            WeatherCondition.Rain => Weather.HeavyRain,
            WeatherCondition.Storm => Weather.Storm,
            _ => Weather.Clear,
        });
        packet.TrackTemperature = (sbyte)(state.Track.TrackTemperatureCelsius ?? 0);
        packet.AirTemperature = (sbyte)(state.Track.AirTemperatureCelsius ?? 0);
        packet.TotalLaps = (byte)Math.Min(state.Session.TotalLaps ?? 0, byte.MaxValue);
        packet.TrackLength = (ushort)(state.Session.TrackLengthMetres ?? circuit?.LapLengthMetres ?? DefaultLapMetres);
        packet.SessionType = CodeTables.WriteSessionType(options.Format, F1Game.Codes.SessionType.Race) ?? 0;
        packet.TrackId = TrackId(options.Format, circuit);
        packet.IsSpectating = (byte)(options.PlayerCarId is null ? 1 : 0);
        packet.NetworkGame = (byte)(options.Restricted ? 1 : 0);
        packet.SafetyCarStatus = (byte)(state.Track.Status switch
        {
            TrackStatus.SafetyCar => SafetyCarStatus.Full,
            TrackStatus.VirtualSafetyCar => SafetyCarStatus.Virtual,
            _ => SafetyCarStatus.None,
        });
        packet.NumMarshalZones = 1;
        packet.MarshalZones[0].ZoneFlag = (sbyte)(state.Track.Status == TrackStatus.Yellow ? FiaFlag.Yellow : FiaFlag.Green);
        if (!packet.WeekendStructure.IsEmpty)
        {
            (packet.NumSessionsInWeekend, packet.WeekendStructure[0]) = (1, packet.SessionType);
        }
    }

    // −1 where the game does not have the circuit.
    private static sbyte TrackId(ushort format, CircuitProfile? circuit)
    {
        foreach (var track in CodeTables.Track.Entries)
        {
            var bracket = track.Name.IndexOf(" (", StringComparison.Ordinal);
            if (circuit is not null && track.IsIn(format) && CircuitCatalogue.Find(bracket < 0 ? track.Name : track.Name[..bracket])?.Name == circuit.Name)
            {
                return (sbyte)track.Code;
            }
        }

        return -1;
    }
}
