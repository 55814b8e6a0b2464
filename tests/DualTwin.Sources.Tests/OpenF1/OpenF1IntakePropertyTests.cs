using CsCheck;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Tests.OpenF1;

public sealed class OpenF1IntakePropertyTests
{
    private static readonly MadeSession Race = new(9);
    private static readonly MadeSession Practice = new(9, "Practice", "Practice 2");

    private static readonly Gen<MadeSession> GenSession = Gen.Bool.Select(race => race ? Race : Practice);

    [Fact]
    public void Take_AnyOrderAndAnyRepeats_GiveTheSameState() =>
        Gen.Select(GenSession, Gen.Int[0, int.MaxValue], Gen.Int[0, 400]).Sample((session, seed, repeats) =>
        {
            var inOrder = Taking.Of(session);
            foreach (var document in session.Stream)
            {
                inOrder.Say(document);
            }

            var shuffled = new List<MadeDocument>(session.Stream);
            var chance = new Random(seed);
            shuffled.AddRange(Enumerable.Range(0, repeats).Select(_ => session.Stream[chance.Next(session.Stream.Count)]));
            var mixed = Taking.Of(session);
            foreach (var document in shuffled.OrderBy(_ => chance.Next()).ToList())
            {
                mixed.Say(document);
            }

            Assert.Equal(Facts(inOrder.State), Facts(mixed.State));
        }, iter: 60);

    [Fact]
    public void Take_AnswersInsteadOfTheStream_GiveTheSameState() => GenSession.Sample(session =>
    {
        var streamed = Taking.Of(session);
        foreach (var document in session.Stream)
        {
            streamed.Say(document);
        }

        var asked = Taking.Of(session);
        foreach (var collection in DualTwin.Sources.OpenF1.OpenF1Collections.Read.Except(["sessions", "meetings"]))
        {
            foreach (var document in session.Answer(collection))
            {
                asked.Say(collection, document.ToJsonString());
            }
        }

        Assert.Equal(Facts(streamed.State), Facts(asked.State));
    }, iter: 4);

    // All that the documents say; when a message came, and what else was known then, is no matter of theirs. The leader's lap counts
    // those that end before the flag is known of.
    private static string Facts(SessionState state) => string.Join('\n', state.Cars.OrderBy(car => car.CarId, StringComparer.Ordinal).Select(car => string.Join(
        '|',
        car.CarId,
        car.Identity,
        car.Timing.Position,
        car.Timing.LapsCompleted,
        car.Timing.GapToLeader,
        car.Timing.Interval,
        car.Timing.LastLapTime,
        car.Timing.LastLapSectors,
        car.Timing.BestLapTime,
        car.Timing.BestLap,
        car.Timing.Sectors,
        string.Join(',', car.Laps.Select(lap => (lap.Lap, lap.LapTime, lap.Sectors, lap.Valid, lap.PitIn, lap.PitOut, lap.Compound, lap.TyreAge))),
        string.Join(',', car.PitVisits.Select(visit => (visit.Lap, visit.ExitLap, visit.LeftAt, visit.LaneTime, visit.StationaryTime, visit.TyresChanged, visit.From, visit.To))),
        string.Join(',', car.Stints),
        car.StopCount))) + $"\n{state.Session with { LeaderLap = 0 }}\n{state.Track}\n{state.FastestLap}\n"
        + string.Join(',', state.Messages.OrderBy(m => m.At).ThenBy(m => m.Text, StringComparer.Ordinal));
}
