using CsCheck;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using static DualTwin.Telemetry.Tests.Said;

namespace DualTwin.Telemetry.Tests;

public sealed class SessionMergerPropertyTests
{
    private static readonly Gen<CarUpdate> Car =
        from id in Gen.OneOf(Gen.Const("44"), Gen.Const("16"), Gen.Const("1"), Gen.Const("63"))
        from laps in Gen.Int[0, 60].Nullable()
        from time in Gen.Double[60, 200].Nullable()
        from position in Gen.Int[1, 20].Nullable()
        from inPit in Gen.Bool.Nullable()
        from stopped in Gen.Bool.Nullable()
        from retired in Gen.Frequency((9, Gen.Const((bool?)null)), (1, Gen.Bool.Nullable()))
        from compound in Gen.OneOf(Gen.Const("SOFT"), Gen.Const("MEDIUM"), Gen.Const("HARD"), Gen.Const("ULTRASOFT"), Gen.Const("INTERMEDIATE"), Gen.Const("TEST_UNKNOWN"))
        from stint in Gen.Int[-1, 6]
        from age in Gen.Int[0, 40].Nullable()
        select new CarUpdate
        {
            CarId = id,
            LapsCompleted = laps,
            LastLapTime = time is { } t ? TimeSpan.FromSeconds(t) : null,
            Position = position,
            InPit = inPit,
            Stopped = stopped,
            Retired = retired,
            Stints = stint < 0 ? [] : [new StintUpdate { Index = stint, CompoundName = compound, AgeAtStart = age }],
            TyreAge = stint < 0 ? age : null,
        };

    internal static readonly Gen<Frame> Any =
        from seconds in Gen.Double[0, 6000]
        from cars in Car.Array[0, 4]
        from implied in Gen.Bool
        from status in Gen.Enum<TrackStatus>().Nullable()
        from phase in Gen.Enum<SessionPhase>().Nullable()
        from lap in Gen.Int[0, 60].Nullable()
        from type in Gen.Enum<SessionType>().Nullable()
        select At(seconds, cars) with
        {
            LapTimesImplyLaps = implied,
            Track = new TrackUpdate { Status = status },
            Session = new SessionUpdate { Phase = phase, LeaderLap = lap, Type = type, TotalLaps = 57 },
        };

    [Fact]
    public void Apply_AnyFrames_KeepsTheInvariants() => Any.Array[1, 60].Sample(frames =>
    {
        var state = SessionState.Empty;
        foreach (var frame in frames)
        {
            var before = state;
            state = Folded(state, frame);
            Assert.Equal(before.Version + 1, state.Version);
            Assert.True(state.MeasuredAt >= (before.MeasuredAt ?? DateTimeOffset.MinValue));
            Assert.True(state.SessionTime >= (before.SessionTime ?? TimeSpan.MinValue));
            Assert.Equal(Enumerable.Range(1, state.Events.Count).Select(i => (long)i), state.Events.Select(e => e.Id));
            Assert.All(state.Cars, AssertSound);
            Assert.All(before.Cars, car => Assert.True(state.FindCar(car.CarId)!.Laps.Count >= car.Laps.Count));
        }
    });

    [Fact]
    public void Apply_SameFramesTwice_GivesEqualStates() => Any.Array[1, 40].Sample(frames =>
    {
        var (one, two) = (Folded(frames), Folded(frames));
        Assert.Equal(one.Cars.Select(c => c.Timing), two.Cars.Select(c => c.Timing));
        Assert.Equal(one.Events.Select(e => e.Text), two.Events.Select(e => e.Text));
    });

    [Fact]
    public void Apply_ClockSetBack_TakesTheSessionsTimeWithIt()
    {
        var state = Folded(At(86_400, new CarUpdate { CarId = "44" }), At(10, new CarUpdate { CarId = "44" }) with { ClockSetBack = true });

        Assert.Equal((Zero.AddSeconds(10), TimeSpan.FromSeconds(10)), (state.MeasuredAt, state.SessionTime));
        Assert.Equal(Zero.AddSeconds(11), Folded(state, At(11)).MeasuredAt);
    }

    private static void AssertSound(CarState car)
    {
        var laps = car.Laps.Select(l => l.Lap).ToList();
        Assert.Equal(laps.Distinct().Order(), laps);
        Assert.True(laps.Count == 0 || laps[^1] == car.Timing.LapsCompleted);
        Assert.Equal(Enumerable.Range(1, car.Stints.Count), car.Stints.Select(s => s.Stint));
        Assert.True(car.StopCount <= Math.Max(0, car.Stints.Count - 1));
        Assert.All(car.PitVisits, v => Assert.True(v.LaneTime is null || v.LaneTime >= TimeSpan.Zero));
    }
}
