using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DualTwin.RaceModel.Belief;
using DualTwin.RaceModel.Circuits;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Telemetry.Values;
using DualTwin.Twins.Field;
using DualTwin.Twins.Tyres;

namespace DualTwin.Twins.Pace;

/// <summary>
/// Explains a car's laps by running <see cref="PaceFilter"/> over all of them: a function of the history alone, so that a corrected lap
/// or stint corrects everything that was concluded from it.
/// </summary>
internal ref struct PaceEstimator
{
    private readonly CircuitProfile _circuit;
    private readonly CarState _car;
    private readonly double _halfDistance;
    private readonly int? _totalLaps;
    private readonly List<Estimate> _losses = [];
    private readonly List<StintSlope> _slopes = [];
    private StintTrack _track;
    private PaceFilter _filter;
    private Estimate _slopePrior;
    private Estimate? _inLap;
    private int _stintLaps;

    private PaceEstimator(CarState car, FieldContext context)
    {
        _car = car;
        _circuit = context.Circuit;
        _totalLaps = context.TotalLaps;
        _halfDistance = (context.TotalLaps ?? context.Circuit.RaceLaps) / 2.0;
        _track = new StintTrack(car);
        _filter = PaceFilter.Start(context.Circuit.ReferenceLapSeconds);
    }

    /// <summary>The laps of <paramref name="car"/> explained; <see cref="PaceFit.None"/> outside races, where fuel loads and effort are unknown.</summary>
    public static PaceFit Fit(CarState car, FieldContext context)
    {
        if (!context.IsRace || car.Laps.Count == 0)
        {
            return PaceFit.None;
        }

        var estimator = new PaceEstimator(car, context);
        foreach (var lap in car.Laps)
        {
            estimator.Take(lap);
        }

        return estimator.Finish();
    }

    private void Take(LapRecord lap)
    {
        var began = _track.MoveTo(lap);
        if (began)
        {
            BeginStint();
        }

        var wet = _track.Compound is { } compound && !compound.IsSlick();
        _filter.Advance(wet);
        var seconds = LapQuality.Seconds(lap) - FuelEffect(lap.Lap);
        TakeStop(lap, seconds, began);
        if (seconds is { } time && LapQuality.IsRacing(lap))
        {
            _filter.Observe(_track.Age, time, LapQuality.VariancePenalty(lap));
            _stintLaps++;
        }
    }

    private void BeginStint()
    {
        KeepSlope();
        var offset = CompoundPriors.Offset(_circuit, _track.Compound);
        var own = _track.Compound is { } compound && !compound.IsSlick() ? PaceConstants.WetOffsetSeconds : PaceConstants.OffsetSeconds;
        var slope = CompoundPriors.Slope(_circuit, _track.Compound);
        _slopePrior = slope with { StandardDeviation = Combine(slope.StandardDeviation, PaceConstants.SlopeBetweenCars) };
        _filter.BeginStint(offset with { StandardDeviation = Combine(offset.StandardDeviation, own) }, _slopePrior);
        _stintLaps = 0;
    }

    private readonly void KeepSlope()
    {
        if (_stintLaps > 0 && _track.Compound is { } compound)
        {
            _slopes.Add(new StintSlope(compound, _slopePrior, _filter.SlopePerLap));
        }
    }

    // What a stop cost: the lap into the pits and the lap out of them against what the car would have driven on the sets it had.
    private void TakeStop(LapRecord lap, double? seconds, bool newSet)
    {
        if (!lap.PitIn && !lap.PitOut)
        {
            _inLap = null;
            return;
        }

        var green = lap.TrackStatus is null or TrackStatus.Green or TrackStatus.Yellow;
        var expected = _filter.Predict(_track.Age);
        var miss = seconds is { } time && green && _filter.Laps > 0
            ? new Estimate(time - expected.Mean, Combine(expected.StandardDeviation, _filter.LapNoiseSeconds))
            : (Estimate?)null;
        if (lap.PitOut && !lap.PitIn && newSet && miss is { } lapOut && _inLap is { } lapIn)
        {
            _losses.Add(new Estimate(lapIn.Mean + lapOut.Mean, Combine(lapIn.StandardDeviation, lapOut.StandardDeviation)));
        }

        _inLap = lap.PitIn && !lap.PitOut ? miss : null;
    }

    private readonly double FuelEffect(double lap) =>
        _circuit.FuelSecondsPerKg * _circuit.FuelKgPerLap.Mean * (_halfDistance - lap + 0.5);

    private PaceFit Finish()
    {
        KeepSlope();
        var losses = _losses.ToImmutableArray();
        if (_filter.Laps == 0)
        {
            return PaceFit.None with { StopLosses = losses };
        }

        var slope = _stintLaps > 0 ? _filter.SlopePerLap : (Estimate?)null;
        var age = MoveToNext();
        return new PaceFit
        {
            Base = _filter.BasePace,
            Slope = slope,
            Coming = Coming(age),
            Delta = _filter.Delta(age),
            LapNoiseSeconds = _filter.LapNoiseSeconds,
            StopLosses = losses,
            Slopes = [.. _slopes],
        };
    }

    // The trend carried on: the set ages, fuel burns, form fades, and all of it grows less sure.
    private readonly ImmutableArray<TrendLap> Coming(double age)
    {
        var lap = _car.Laps[^1].Lap + 1;
        var wet = _track.Compound is { } compound && !compound.IsSlick();
        var laps = new TrendLap[Math.Clamp((_totalLaps ?? int.MaxValue) - lap + 1, 1, PaceConstants.LapsAhead)];
        var filter = _filter;
        for (var i = 0; i < laps.Length; i++)
        {
            if (i > 0)
            {
                filter.Advance(wet);
            }

            var clean = filter.Predict(age + i);
            var fuel = FuelEffect(lap + i);
            var seconds = new Estimate(clean.Mean + fuel, Combine(clean.StandardDeviation, filter.LapNoiseSeconds));
            laps[i] = new TrendLap(seconds, fuel, filter.TyreCost(age + i));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(laps);
    }

    // The set now fitted can be another than that of the last lap: the stop lies between them.
    private double MoveToNext()
    {
        var last = _car.Laps[^1];
        var next = new LapRecord { Lap = last.Lap + 1, Compound = _car.Tyres.Compound };
        var began = _track.MoveTo(next with { TyreAge = _car.Stints.Count == 0 && _car.Tyres.Age is { } age ? age + 1 : null });
        if (began)
        {
            BeginStint();
        }

        _filter.Advance(_track.Compound is { } compound && !compound.IsSlick());
        return _track.Age;
    }

    private static double Combine(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
