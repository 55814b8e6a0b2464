using System.Collections.Immutable;
using CsCheck;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Merge;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;

namespace DualTwin.Twins.Tests;

/// <summary>Whatever frames come, through the merge and the fold: finite numbers, spreads that are not negative, probabilities.</summary>
public sealed class AnyFramesTests
{
    private static readonly Gen<TimeSpan> LapTime = Gen.OneOf(
        Gen.Double[60, 120].Select(TimeSpan.FromSeconds),
        Pick(TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(2), TimeSpan.FromSeconds(-3)));

    private static readonly Gen<Gap> AnyGap = Gen.OneOf(
        Gen.Double[0, 200].Select(s => Gap.Of(TimeSpan.FromSeconds(s))),
        Gen.Int[1, 5].Select(Gap.OfLaps));

    private static readonly Gen<StintUpdate> AnyStint =
        from index in Gen.Int[0, 5]
        from compound in Maybe(Gen.Enum<Compound>())
        from age in Maybe(Gen.Int[0, 60])
        from start in Maybe(Gen.Int[0, 80])
        from changed in Maybe(Gen.Bool)
        select new StintUpdate { Index = index, Compound = compound, AgeAtStart = age, Age = age, StartLap = start, TyresChanged = changed };

    private static readonly Gen<CarUpdate> AnyCar =
        from id in Gen.Int[1, 100]
        from position in Maybe(Gen.Int[1, 100])
        from laps in Maybe(Gen.Int[0, 80])
        from time in Maybe(LapTime)
        from gap in Maybe(AnyGap)
        from pit in Maybe(Gen.Bool)
        from out_ in Gen.Int[0, 20]
        from stints in AnyStint.Array[0, 2]
        from tyre in Gen.Select(Maybe(Gen.Enum<Compound>()), Maybe(Gen.Int[0, 80]), Maybe(Gen.Double[0, 1]))
        from fuel in Gen.Select(Maybe(Gen.Double[0, 120]), Maybe(Gen.Double[0, 1]), Maybe(Gen.Double[0, 130]))
        select new CarUpdate
        {
            CarId = id.ToString(),
            Position = position,
            LapsCompleted = laps,
            LastLapTime = time,
            GapToLeader = gap,
            InPit = pit,
            Retired = out_ == 0 ? true : null,
            Stints = [.. stints.DistinctBy(s => s.Index)],
            Compound = tyre.Item1,
            TyreAge = tyre.Item2,
            TyreWear = tyre.Item3,
            FuelMassKg = fuel.Item1,
            FuelLevel = fuel.Item2,
            FuelCapacityKg = fuel.Item3,
        };

    private static readonly Gen<SessionUpdate> AnySession =
        from id in Pick<string?>("a", "b", null)
        from type in Maybe(Pick(SessionType.Race, SessionType.Race, SessionType.Sprint, SessionType.Qualifying))
        from total in Maybe(Gen.Int[1, 80])
        from lap in Maybe(Gen.Int[0, 80])
        from phase in Maybe(Gen.Enum<SessionPhase>())
        from name in Pick<string?>("Baku", "Nowhere", null)
        select new SessionUpdate
        {
            SessionId = id,
            Type = type,
            TotalLaps = total,
            LeaderLap = lap,
            Phase = phase,
            CircuitName = name,
        };

    private static readonly Gen<Frame> AnyFrame =
        from second in Gen.Int[0, 6000]
        from session in Gen.Int[0, 3]
        from update in AnySession
        from status in Maybe(Gen.Enum<TrackStatus>())
        from cars in AnyCar.Array[0, 12]
        select new Frame
        {
            Source = new SourceIdentity("test", "test", SourceMode.Replay),
            MeasuredAt = DateTimeOffset.UnixEpoch.AddSeconds(second),
            ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(second),
            SessionTime = TimeSpan.FromSeconds(second),
            Session = session == 0 ? update : null,
            Track = status is null ? null : new TrackUpdate { Status = status },
            Cars = [.. cars.DistinctBy(c => c.CarId)],
        };

    [Fact]
    public void Fold_AnyFrames_GivesFiniteNumbersOnly() =>
        AnyFrame.Array[1, 60].Sample(
            frames =>
            {
                var estimator = new FieldEstimator(new TwinOptions { Circuit = n => CircuitCatalogue.Find(n) ?? CircuitCatalogue.Generic });
                var twins = TwinsState.Empty;
                var state = SessionState.Empty;
                foreach (var frame in frames)
                {
                    var merged = SessionMerger.Apply(state, frame);
                    state = merged.State;
                    twins = estimator.Fold(twins, state, merged.Events, merged.NewSession);
                    Sane.Check(twins.Belief, state);
                }
            },
            iter: 100);

    private static Gen<T> Pick<T>(params T[] from) => Gen.Int[0, from.Length - 1].Select(i => from[i]);

    private static Gen<T?> Maybe<T>(Gen<T> of) where T : struct => Gen.Frequency((2, of.Select(v => (T?)v)), (1, Gen.Const((T?)null)));
}
