using DualTwin.F1Game.Layouts;
using DualTwin.F1Game.Packets;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Sources.Emulator;

/// <summary>
/// Tells a session as the F1 game does: its packets, at its rates, frame by frame of the game. What the session does not know, such as a
/// driver's pedals, is made up to look like a race.
/// </summary>
public sealed class GameEmulator
{
    private const int MaxDatagramBytes = 2048;

    private readonly GameEmulatorOptions _options;
    private readonly Action<ReadOnlyMemory<byte>> _send;
    private readonly byte[] _datagram = new byte[MaxDatagramBytes];
    private readonly uint _step;
    private SessionState _told = SessionState.Empty;
    private TimeSpan? _lightsOut;
    private uint _frame;
    private uint _overall;
    private int _nextHistory;
    private bool _begun;

    /// <param name="options">How it is told.</param>
    /// <param name="send">Takes each datagram; its bytes are used again after the call.</param>
    public GameEmulator(GameEmulatorOptions options, Action<ReadOnlyMemory<byte>> send)
    {
        (_options, _send) = (options, send);
        _step = (uint)Math.Max(1, GameEmulatorOptions.FramesPerSecond / options.RateHz);
    }

    /// <summary>The frame told last, to go back to with <see cref="GoBack"/>.</summary>
    public uint Frame => _frame;

    /// <summary>Tells <paramref name="state"/> as the next frame.</summary>
    public void Tell(SessionState state)
    {
        (_frame, _overall) = (_frame + (_begun ? _step : 0), _overall + (_begun ? _step : 0));
        if (_lightsOut is null && state.Session.Phase == SessionPhase.Running)
        {
            _lightsOut = state.SessionTime;
        }

        var packets = new PacketFill(Moment(state), _options);
        TellSlow(ref packets);
        TellEvents(state);
        Send(ref packets, PacketId.Motion);
        Send(ref packets, PacketId.LapData);
        Send(ref packets, PacketId.CarTelemetry);
        Send(ref packets, PacketId.CarStatus);
        Send(ref packets, PacketId.MotionEx);
        Send(ref packets, PacketId.CarTelemetry2);
        TellInTurn(ref packets, state);
        (_told, _begun) = (state, true);
    }

    /// <summary>
    /// Goes back to <paramref name="frame"/>, when the session was <paramref name="state"/>: the next state told is the one after it.
    /// Formats before 2021 go back without a word.
    /// </summary>
    public void GoBack(uint frame, SessionState state)
    {
        SendEvent(EventCode.Flashback, new EventFill { Frame = frame, Time = Moment(state).SessionTime });
        (_frame, _told) = (frame, state);
    }

    /// <summary>Tells that the session is over: its end, its result and all laps.</summary>
    public void End()
    {
        // The game tells its last words outside any frame.
        var (frame, overall) = (_frame, _overall);
        (_frame, _overall) = (0, 0);
        SendEvent(EventCode.SessionEnded, default);
        var packets = new PacketFill(Moment(_told) with { Frame = 0, OverallFrame = 0 }, _options);
        Send(ref packets, PacketId.FinalClassification);
        for (var slot = 0; slot < _told.Cars.Length; slot++)
        {
            packets.Slot = slot;
            Send(ref packets, PacketId.SessionHistory);
        }

        (_frame, _overall) = (frame, overall);
    }

    private EmulatedMoment Moment(SessionState state)
    {
        var time = _lightsOut is { } zero && state.SessionTime is { } now && now > zero ? (now - zero).TotalSeconds : 0;
        return new EmulatedMoment(state, _frame, _overall, (float)time);
    }

    // Packets that come less often than frames; all of them come with the first.
    private void TellSlow(ref PacketFill packets)
    {
        SendEvery(GameEmulatorOptions.FramesPerSecond / 2, ref packets, PacketId.Session);
        SendEvery(5 * GameEmulatorOptions.FramesPerSecond, ref packets, PacketId.Participants);
        SendEvery(GameEmulatorOptions.FramesPerSecond / 2, ref packets, PacketId.CarSetups);
        SendEvery(GameEmulatorOptions.FramesPerSecond / 10, ref packets, PacketId.CarDamage);
        for (packets.FirstLap = 0; packets.FirstLap < Math.Max(1, _told.Session.LeaderLap); packets.FirstLap += PacketFill.LapsPerPacket)
        {
            SendEvery(GameEmulatorOptions.FramesPerSecond, ref packets, PacketId.LapPositions);
        }
    }

    private void SendEvery(uint frames, ref PacketFill packets, PacketId kind)
    {
        if (!_begun || _overall / frames != (_overall - _step) / frames)
        {
            Send(ref packets, kind);
        }
    }

    // One car a packet, twenty packets a second; each car once a frame, however slow the rate.
    private void TellInTurn(ref PacketFill packets, SessionState state)
    {
        var due = Due(_overall) - (_begun ? Due(_overall - _step) : 0);
        for (var i = 0; i < Math.Min(due, state.Cars.Length); i++)
        {
            packets.Slot = _nextHistory++ % state.Cars.Length;
            Send(ref packets, PacketId.SessionHistory);
            Send(ref packets, PacketId.TyreSets);
        }

        static uint Due(uint frame) => frame / (GameEmulatorOptions.FramesPerSecond / 20);
    }

    private void TellEvents(SessionState state)
    {
        var news = new EventNews(_told, state);
        foreach (var (code, fill) in news.All(_begun))
        {
            SendEvent(code, fill);
        }
    }

    private void Send(ref PacketFill packets, PacketId kind)
    {
        if (PacketLayouts.SizeOf(_options.Format, kind) == 0)
        {
            return;
        }

        var header = packets.Header(kind);
        var size = PacketWriter.Write(_datagram, in header, ref packets);
        _send(_datagram.AsMemory(0, size));
    }

    private void SendEvent(EventCode code, EventFill fill)
    {
        if (PacketLayouts.Event(_options.Format, code) is null)
        {
            return;
        }

        var header = new PacketFill(Moment(_told), _options).Header(PacketId.Event);
        var size = PacketWriter.WriteEvent(_datagram, in header, code, ref fill);
        _send(_datagram.AsMemory(0, size));
    }
}
