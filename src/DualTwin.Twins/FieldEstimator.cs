using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DualTwin.Telemetry.History;
using DualTwin.Telemetry.State;
using DualTwin.Twins.Behaviour;
using DualTwin.Twins.Cars;
using DualTwin.Twins.Field;
using DualTwin.Twins.Fuel;
using DualTwin.Twins.Laps;
using DualTwin.Twins.Stops;
using DualTwin.Twins.Wear;

namespace DualTwin.Twins;

/// <summary>
/// Keeps a twin of every car: a pure fold over session states and events. Our car is only a view, so every car is estimated alike.
/// Models, constants and where they are wrong: docs/models/twins.md.
/// </summary>
public sealed class FieldEstimator
{
    private readonly TwinOptions _options;

    /// <exception cref="ArgumentException">A model was fitted on other covariates than the twins read.</exception>
    public FieldEstimator(TwinOptions options)
    {
        Check("the next lap", options.NextLap?.Covariates, LapCovariates.Names);
        Check("stops", options.Stops?.Covariates, StopCovariates.Names);
        _options = options;
    }

    /// <summary>The twins after a frame.</summary>
    /// <param name="twins">The twins before it.</param>
    /// <param name="state">The session state after it.</param>
    /// <param name="events">What happened in it.</param>
    /// <param name="newSession">Whether it began a new session: then nothing of <paramref name="twins"/> is kept.</param>
    public TwinsState Fold(TwinsState twins, SessionState state, ImmutableArray<SessionEvent> events, bool newSession)
    {
        var before = newSession ? TwinEvidence.None : twins.Learnt;
        var memory = FieldContextReader.Remember(before.Memory, state, events.IsDefault ? [] : events, _options);
        var context = FieldContextReader.Read(state, memory, before.Context, _options);
        if (ReferenceEquals(memory, before.Memory) && ReferenceEquals(context, before.Context) && !Happened(before.Cars, state))
        {
            return new TwinsState(state, before);
        }

        var cars = Renew(before, state, context, memory, out var refitted);
        if (refitted)
        {
            memory = memory with
            {
                PitLossSeconds = PitLossEstimator.Estimate(context.Circuit, cars),
                SlopeShift = SlopeShift.Estimate(cars),
                Burn = FieldBurn.Of(cars),
            };
        }

        memory = memory with { PaceBasis = PaceBasis.Of(context) };
        return new TwinsState(state, new TwinEvidence(cars, context, memory));
    }

    private static bool Happened(ImmutableArray<CarTwin> known, SessionState state)
    {
        var happened = known.Length != state.Cars.Length;
        for (var i = 0; !happened && i < known.Length; i++)
        {
            happened = CarEstimator.NeedsRefit(known[i].Source, state.Cars[i]);
        }

        return happened;
    }

    private ImmutableArray<CarTwin> Renew(TwinEvidence before, SessionState state, FieldContext context, FieldMemory memory, out bool refitted)
    {
        refitted = false;
        var contextChanged = !ReferenceEquals(context, before.Context);
        var leader = state.Leader;
        var twins = new CarTwin[state.Cars.Length];
        for (var i = 0; i < twins.Length; i++)
        {
            var known = i < before.Cars.Length ? before.Cars[i] : null;
            twins[i] = CarEstimator.Renew(known, state.Cars[i], state, leader, context, contextChanged, memory);
            refitted |= known is null || !ReferenceEquals(known.Pace, twins[i].Pace);
        }

        if (refitted && context.IsRace)
        {
            ForecastLaps(before, context, twins);
            CountAttacks(before, state, twins);
        }

        WearReader.Read(before.Cars, twins, context);
        StopForecaster.Renew(before.Cars, twins, context, _options.Stops);

        return ImmutableCollectionsMarshal.AsImmutableArray(twins);
    }

    // A forecast is made at the line, when all cars have been brought up to date, and stands until the car's next lap is complete.
    private void ForecastLaps(TwinEvidence before, FieldContext context, CarTwin[] twins)
    {
        for (var i = 0; i < twins.Length; i++)
        {
            if (i >= before.Cars.Length || !ReferenceEquals(before.Cars[i].Own, twins[i].Own))
            {
                twins[i] = NextLapReader.With(twins[i], LapForecast.Of(twins, i, context.TotalLaps, _options.NextLap));
            }
        }
    }

    private static void Check(string model, IReadOnlyList<string>? fitted, IReadOnlyList<string> read)
    {
        if (fitted is not null && !fitted.SequenceEqual(read))
        {
            throw new ArgumentException($"The model of {model} rests on {string.Join(", ", fitted)}; the twins read {string.Join(", ", read)}. Fit the figures again.", nameof(fitted));
        }
    }

    // An attack is judged one lap later than it ended, when both cars have surely crossed the line.
    private static void CountAttacks(TwinEvidence before, SessionState state, CarTwin[] twins)
    {
        for (var i = 0; i < twins.Length; i++)
        {
            var car = state.Cars[i];
            var seen = i < before.Cars.Length ? before.Cars[i].Source.Laps.Count : 0;
            for (var lap = Math.Max(2, seen); lap < car.Laps.Count; lap++)
            {
                if (AttackReader.Read(state, car, lap) is { } attack)
                {
                    var record = twins[attack.Defender].Defence;
                    record = new DefenceRecord(record.Attacks + 1, record.Lost + (attack.Lost ? 1 : 0));
                    twins[attack.Defender] = twins[attack.Defender] with { Defence = record };
                }
            }
        }
    }
}
