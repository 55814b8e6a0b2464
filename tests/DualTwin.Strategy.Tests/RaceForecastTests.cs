using System.Collections.Immutable;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Strategy.Forecasting;

namespace DualTwin.Strategy.Tests;

public sealed class RaceForecastTests
{
    private const int Races = 2000;

    [Theory]
    [InlineData(Neutralisation.None)]
    [InlineData(Neutralisation.VirtualSafetyCar)]
    [InlineData(Neutralisation.SafetyCar)]
    [InlineData(Neutralisation.RedFlag)]
    public void Replay_AnyRace_ResultIsPermutation(Neutralisation neutralisation)
    {
        var outlook = Outlook(Field(20) with { Neutralisation = neutralisation });
        var simulator = new RaceSimulator(outlook);
        var result = new int[20];
        for (var race = 0; race < 300; race++)
        {
            simulator.Replay(5, race, result);

            Assert.Equal(Enumerable.Range(0, 20), result.Order());
        }
    }

    [Fact]
    public void Replay_AnyRace_TimesNeverShrink()
    {
        var outlook = Outlook(Field(20));
        var simulator = new RaceSimulator(outlook);
        var result = new int[20];
        for (var race = 0; race < 200; race++)
        {
            var last = new float[20];
            Array.Fill(last, float.NegativeInfinity);
            simulator.Replay(6, race, result, (_, times) =>
            {
                for (var i = 0; i < last.Length; i++)
                {
                    Assert.True(times.Span[i] >= last[i]);
                    last[i] = times.Span[i];
                }
            });
        }
    }

    [Fact]
    public void Make_Field_ProbabilitiesSumToOne()
    {
        var forecast = RaceForecast.Make(Outlook(Field(20)), Races, 1);

        foreach (var car in forecast.Cars)
        {
            Assert.Equal(1, car.Places.Sum(), 9);
            Assert.InRange(car.Win, 0, car.Podium);
            Assert.InRange(car.Points, car.Podium, car.Classified);
        }

        for (var place = 0; place < 20; place++)
        {
            Assert.Equal(1, forecast.Cars.Sum(c => c.Places[place]), 9);
        }

        for (var i = 0; i < 20; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.Equal(1, forecast.Cars[i].AheadOf[j] + forecast.Cars[j].AheadOf[i], 9);
            }
        }
    }

    [Fact]
    public void Run_SameSeedInAnyParts_GivesIdenticalForecast()
    {
        var outlook = Outlook(Field(20));
        var whole = RaceForecast.Make(outlook, 500, 9);
        var parts = new ForecastTally(outlook);
        foreach (var (from, to) in new[] { (300, 500), (0, 7), (7, 300) })
        {
            var tally = new ForecastTally(outlook);
            new RaceSimulator(outlook).Run(9, from, to, tally);
            parts.Add(tally);
        }

        Assert.Equal(Text(whole), Text(RaceForecast.From(outlook, parts)));
        Assert.NotEqual(Text(whole), Text(RaceForecast.Make(outlook, 500, 10)));
    }

    [Fact]
    public void Make_FasterOfTwoEqualCars_FinishesAheadMoreOften()
    {
        var slowAhead = Beliefs.Race(Beliefs.Car("slow", 1, 0), Beliefs.Car("fast", 2, 2, lap: 88.8));
        var equal = Beliefs.Race(Beliefs.Car("slow", 1, 0), Beliefs.Car("fast", 2, 2));

        var faster = RaceForecast.Make(Outlook(slowAhead), Races, 3).Cars[1].AheadOf[0];

        Assert.InRange(faster, 0.55, 1);
        Assert.True(faster > RaceForecast.Make(Outlook(equal), Races, 3).Cars[1].AheadOf[0] + 0.1);
    }

    [Fact]
    public void Make_MoreWear_NeverFaster()
    {
        var times = new[] { 0, 10, 20, 30 }.Select(age => TimeAtFlag(Beliefs.Race(Worn(age)))).ToArray();

        Assert.Equal(times.Order(), times);
        Assert.True(times[^1] > times[0] + 5);

        static CarBelief Worn(int age)
        {
            var car = Calm("44", hazard: 0);
            return car with { StopsMade = 1, Tyres = car.Tyres with { AgeLaps = age } };
        }
    }

    [Fact]
    public void Make_StopCertain_CostsItsLoss()
    {
        // A set whose age costs nothing: then a stop for the same compound buys nothing either.
        var circuit = CircuitCatalogue.Generic with
        {
            SafetyCarPerLap = 0,
            VirtualSafetyCarPerLap = 0,
            Compounds = [.. CircuitCatalogue.Generic.Compounds.Select(c => c with
            {
                DegradationSecondsPerLap = default,
                PaceOffsetSeconds = 0,
                LifeLaps = new Estimate(200, 1),
                PlannedLaps = null,
            })],
        };
        var without = Beliefs.Race(Calm("44", hazard: 0) with { StopsMade = 1 }) with { Circuit = circuit };
        var stops = Beliefs.Race(Calm("44", hazard: 0) with { StopsMade = 1, StopHazard = [1, .. new double[28]] }) with { Circuit = circuit };

        // The mean of a stop is above what its median standstill makes it, by the tail of slow ones.
        Assert.InRange(TimeAtFlag(stops) - TimeAtFlag(without), 21.5, 23.8);
    }

    [Fact]
    public void Make_SafetyCarOut_BringsFieldTogether()
    {
        var spread = Beliefs.Race([.. Enumerable.Range(0, 10).Select(i => Beliefs.Car($"{i}", i + 1, 6 * i, hazard: 0))]);

        var green = Outlook(spread);
        var neutral = Outlook(spread with { Neutralisation = Neutralisation.SafetyCar });

        Assert.True(LastGap(neutral) < LastGap(green) - 15);

        static double LastGap(RaceOutlook outlook)
        {
            var cars = RaceForecast.Make(outlook, 500, 2).Cars;
            return cars[^1].Laps[2].Seconds - cars[0].Laps[2].Seconds;
        }
    }

    [Fact]
    public void Run_AfterWarmUp_AllocatesNothing()
    {
        var outlook = Outlook(Field(20));
        var simulator = new RaceSimulator(outlook);
        var tally = new ForecastTally(outlook);
        simulator.Run(1, 0, 50, tally);
        var before = GC.GetAllocatedBytesForCurrentThread();

        simulator.Run(1, 50, 150, tally);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void From_NoRaceOrNoDistanceOrFinished_IsNull()
    {
        var race = Field(3);

        Assert.Null(RaceOutlook.From(race with { IsRace = false }, CircuitCatalogue.Figures.Field, 1));
        Assert.Null(RaceOutlook.From(race with { TotalLaps = null }, CircuitCatalogue.Figures.Field, 1));
        Assert.Null(RaceOutlook.From(race with { TotalLaps = 20 }, CircuitCatalogue.Figures.Field, 1));
        Assert.Null(RaceOutlook.From(race with { Cars = [.. race.Cars.Select(c => c with { Running = false })] }, CircuitCatalogue.Figures.Field, 1));
    }

    [Fact]
    public void Make_CarOut_IsLastAndNotClassified()
    {
        var race = Field(5);
        var without = race with { Cars = race.Cars.SetItem(0, race.Cars[0] with { Running = false }) };

        var forecast = RaceForecast.Make(Outlook(without), 200, 1);

        Assert.Equal(1, forecast.Cars[0].Places[4], 9);
        Assert.Equal(0, forecast.Cars[0].Classified);
        Assert.Null(forecast.Cars[0].FinishMean);
    }

    [Fact]
    public void Make_CarThatHasNotCrossedYet_KeepsItsGap()
    {
        // The leader is past the line of its 21st lap, the other 5 s short of it: its last crossing is 85 s ago.
        var leader = Calm("1", 0) with { LapsCompleted = 21, LastCrossingSeconds = 1890 };
        var other = Calm("2", 0) with { Position = 2, GapToLeaderSeconds = 5, LapsCompleted = 20, LastCrossingSeconds = 1805 };
        var race = Beliefs.Race(leader, other) with { LeaderLap = 22 };

        var forecast = RaceForecast.Make(Outlook(race), 500, 1);

        Assert.Equal(21, forecast.Cars[1].Laps[0].Lap);
        Assert.InRange(forecast.Cars[1].Laps[1].Seconds - forecast.Cars[0].Laps[0].Seconds, 4, 6.5);
    }

    [Fact]
    public void Make_LapSlowedForAll_KeepsOrderOfThoseStillOnIt()
    {
        // Rain makes this lap take 110 s instead of 90: the third is 5 s short of the line, though by its pace it would have crossed it 15 s ago.
        var leader = Calm("1", 0) with { LapsCompleted = 21, LastCrossingSeconds = 1910 };
        var second = Calm("2", 0) with { Position = 2, GapToLeaderSeconds = 3, LapsCompleted = 21, LastCrossingSeconds = 1913 };
        var third = Calm("3", 0) with { Position = 3, GapToLeaderSeconds = 5, LapsCompleted = 20, LastCrossingSeconds = 1805 };
        var lapped = Calm("4", 0) with { Position = 4, GapToLeaderSeconds = 130, LapsCompleted = 19, LastCrossingSeconds = 1820 };

        var forecast = RaceForecast.Make(Outlook(Beliefs.Race(leader, second, third, lapped) with { LeaderLap = 22 }), 500, 1);

        Assert.Equal(3, forecast.Cars[2].Laps[1].Position, 0.3);
        Assert.Equal(5, forecast.Cars[2].Laps[0].Seconds, 0.1);
        Assert.Equal(130, forecast.Cars[3].Laps[1].Seconds, 0.1);
    }

    private static double TimeAtFlag(RaceBelief race) => RaceForecast.Make(Outlook(race), Races, 4).Cars[0].Laps[^1].Seconds;

    private static CarBelief Calm(string id, double hazard) => Beliefs.Car(id, 1, 0, hazard: hazard);

    private static RaceOutlook Outlook(RaceBelief belief) =>
        RaceOutlook.From(belief, CircuitCatalogue.Figures.Field, 1) ?? throw new InvalidOperationException("There is no race left in the belief.");

    private static RaceBelief Field(int cars) =>
        Beliefs.Race([.. Enumerable.Range(0, cars).Select(i => Beliefs.Car($"{i + 1}", i + 1, 1.7 * i, lap: 90 + (0.05 * i)))]);

    private static string Text(RaceForecast forecast) => string.Join(
        '\n',
        forecast.Cars.Select(c => string.Join(' ', (ImmutableArray<double>)[.. c.Places, .. c.AheadOf, .. c.Laps.Select(l => l.Seconds)])));
}
