using System.Globalization;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.RaceModel.Sampling;
using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Wear;

namespace DualTwin.Backtest.Tests;

/// <summary>How a made-up race tells of fuel.</summary>
internal enum FuelTold
{
    /// <summary>As a mass, kg.</summary>
    Mass,

    /// <summary>As a level, in whole percents of the tank.</summary>
    Percent,

    /// <summary>Not at all.</summary>
    Not,
}

/// <summary>
/// A race whose cars burn fuel and wear tyres as docs/models/twins.md says that cars do, every unknown of it drawn from what is expected
/// before a race.
/// </summary>
internal sealed class MadeUpRace
{
    public const int Laps = 40;
    public const int FirstAsked = 5;
    private const int Count = 20;
    private const double LapSeconds = 95;
    private const double CapacityKg = 110;

    // Constants of the model, as the documents state them: spread of the race around the circuit, of cars around the race, of laps.
    private const double RaceBurnSpread = 0.2;
    private const double CarBurnSpread = 0.02;
    private const double LapBurnSpread = 0.02;
    private const double FirstLapSpreads = 2;
    private static readonly double[] RateOfSlicks = [0.03, 0.02, 0.014];

    private readonly FuelTold _told;
    private readonly SeededRandom _random;
    private readonly (int From, int To) _safetyCar;

    public MadeUpRace(ulong seed, FuelTold told)
    {
        (_told, _random) = (told, new SeededRandom(seed));
        Circuit = CircuitCatalogue.All[_random.NextIndex(CircuitCatalogue.All.Count)];
        var from = 2 + _random.NextIndex(Laps - 10);
        _safetyCar = told == FuelTold.Not && _random.Chance(0.5) ? (from, from + 4) : (0, -1);
        var burn = Circuit.FuelKgPerLap.Mean * (1 + (RaceBurnSpread * Math.Clamp(_random.NextNormal(), -3, 3)));
        Cars = [.. Enumerable.Range(0, Count).Select(_ => CarOf(burn))];
    }

    public CircuitProfile Circuit { get; }

    public IReadOnlyList<Car> Cars { get; }

    /// <summary>The last lap behind the safety car; 0 without one.</summary>
    public int SafetyCarUntil => Math.Max(0, _safetyCar.To);

    public IEnumerable<Frame> Frames()
    {
        yield return FrameAt(0) with
        {
            Session = new SessionUpdate { SessionId = "made up", Type = SessionType.Race, CircuitName = Circuit.Name, TotalLaps = Laps, LeaderLap = 1, Phase = SessionPhase.Running },
            Track = new TrackUpdate { Status = TrackStatus.Green },
            Cars = [.. Enumerable.Range(0, Count).Select(i => Told(i, 0) with { InPit = false })],
        };
        for (var lap = 1; lap <= Laps; lap++)
        {
            for (var i = 0; i < Count; i++)
            {
                var at = (LapSeconds * lap) + (2 * i);
                if (lap == Cars[i].StopAfter + 1)
                {
                    yield return FrameAt(at) with { Cars = [new CarUpdate { CarId = Id(i), InPit = false, Compound = (Compound)Cars[i].On(lap), TyreAge = 0 }] };
                }

                yield return FrameAt(at) with
                {
                    Session = new SessionUpdate { LeaderLap = lap + 1 },
                    Cars =
                    [
                        Told(i, lap) with
                        {
                            LastLapTime = TimeSpan.FromSeconds(LapSeconds),
                            LastLapTrackStatus = Neutralised(lap) ? TrackStatus.SafetyCar : TrackStatus.Green,
                            InPit = lap == Cars[i].StopAfter ? true : null,
                        },
                    ],
                };
            }
        }
    }

    private CarUpdate Told(int index, int lap)
    {
        var car = Cars[index];
        var mass = car.FuelKg[lap] + (0.02 * _random.NextNormal());
        return new CarUpdate
        {
            CarId = Id(index),
            LapsCompleted = lap,
            Compound = (Compound)car.On(lap),
            TyreWear = _told == FuelTold.Not ? null : car.Wear[lap],
            FuelMassKg = _told == FuelTold.Mass ? mass : null,
            FuelLevel = _told == FuelTold.Percent ? Math.Round(car.FuelKg[lap] / CapacityKg, 2) : null,
        };
    }

    private Car CarOf(double raceBurn)
    {
        var burn = _told == FuelTold.Not ? Draw(Circuit.FuelKgPerLap) : raceBurn * (1 + (CarBurnSpread * _random.NextNormal()));
        var laps = Enumerable.Range(1, Laps).Select(lap => Neutralised(lap)
            ? burn / (1.45 * 1.45)
            : burn * (1 + (_told == FuelTold.Not ? 0 : LapBurnSpread * _random.NextNormal()))).ToArray();
        return new Car(burn, Fuel(burn, laps), 10 + _random.NextIndex(20), (TyreCompound)_random.NextIndex(2)) { Wear = new double[Laps + 1] }.Worn(_random);
    }

    // What a car starts with: for all its laps, less what it counts on to save, and the reserve at the flag.
    private double[] Fuel(double burn, double[] laps)
    {
        var saved = laps.Sum(l => _told == FuelTold.Not ? burn - l : 0);
        var mass = _told == FuelTold.Not ? Draw(new Estimate(1, 0.5)) + (burn * Laps) - (_random.NextDouble() * saved) : burn * (Laps + 1);
        var masses = new double[Laps + 1];
        masses[0] = mass;
        for (var lap = 1; lap <= Laps; lap++)
        {
            masses[lap] = masses[lap - 1] - laps[lap - 1];
        }

        return masses;
    }

    private double Draw(Estimate estimate) => estimate.Mean + (estimate.StandardDeviation * _random.NextNormal());

    private bool Neutralised(int lap) => lap >= _safetyCar.From && lap <= _safetyCar.To;

    private static Frame FrameAt(double seconds) => new()
    {
        Source = new SourceIdentity("replay", "made up", SourceMode.Replay),
        MeasuredAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        ReceivedAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        SessionTime = TimeSpan.FromSeconds(seconds),
    };

    private static string Id(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A car and all that is true of it.</summary>
    /// <param name="BurnKgPerLap">Burn per racing lap, kg.</param>
    /// <param name="FuelKg">Fuel at the start (0) and at the end of each lap, kg.</param>
    /// <param name="StopAfter">The lap at whose end it fits its second set, one compound harder.</param>
    /// <param name="First">Compound of its first set.</param>
    internal sealed record Car(double BurnKgPerLap, double[] FuelKg, int StopAfter, TyreCompound First)
    {
        /// <summary>Wear at the start (0) and at the end of each lap, 0…1.</summary>
        public required double[] Wear { get; init; }

        public int Set(int lap) => lap <= StopAfter ? 0 : 1;

        public TyreCompound On(int lap) => First + Set(lap);

        public Car Worn(SeededRandom random)
        {
            var shape = WearShape.Fitted;
            var driver = shape.DriverSpread * random.NextNormal();
            double[] sets = [shape.SetSpread * random.NextNormal(), shape.SetSpread * random.NextNormal()];
            for (var lap = 1; lap <= Laps; lap++)
            {
                var age = lap - 1 - (Set(lap) * StopAfter);
                var spread = shape.LapSpread * (age == 0 ? FirstLapSpreads : 1);
                var rate = Math.Log(RateOfSlicks[(int)On(lap)]) + driver + sets[Set(lap)] + shape.At(age, lap == 1) + (spread * random.NextNormal());
                Wear[lap] = (age == 0 ? 0 : Wear[lap - 1]) + Math.Exp(rate);
            }

            return this;
        }
    }
}
