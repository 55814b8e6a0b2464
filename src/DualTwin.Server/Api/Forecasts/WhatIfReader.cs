using System.Collections.Immutable;
using System.Text.Json;
using DualTwin.RaceModel.Belief;
using DualTwin.Strategy.Forecasting;
using DualTwin.Strategy.Planning;

namespace DualTwin.Server.Api.Forecasts;

/// <summary>Reads what a client wants to be different, and tells all that is wrong with it at once.</summary>
internal sealed class WhatIfReader
{
    private const int MostRivals = 5;
    private const int MostPaces = 24;
    private const double MostPaceSeconds = 5;
    private const int MostProblems = 20;

    private static readonly string[] Members = ["car_id", "stops", "rivals", "neutralisation", "rain_in_laps", "pace"];
    private static readonly string[] RivalMembers = ["car_id", "stops"];
    private static readonly string[] StopMembers = ["lap", "compound"];
    private static readonly string[] PaceMembers = ["car_id", "seconds"];
    private static readonly string[] Compounds = [.. Enum.GetNames<TyreCompound>().Select(c => c.ToLowerInvariant())];

    private readonly RaceOutlook _outlook;
    private readonly Neutralisation _out;
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, StopPlan> _plans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _paces = new(StringComparer.Ordinal);

    private WhatIfReader(RaceOutlook outlook, Neutralisation @out) => (_outlook, _out) = (outlook, @out);

    /// <summary>The change that <paramref name="body"/> asks for, or what is wrong with it.</summary>
    /// <param name="body">The request.</param>
    /// <param name="outlook">The race.</param>
    /// <param name="neutralisation">What is out now.</param>
    /// <param name="ourCarId">Our car.</param>
    public static (RaceChange Change, IReadOnlyList<string> Problems) Read(JsonElement body, RaceOutlook outlook, Neutralisation neutralisation, string? ourCarId)
    {
        var reader = new WhatIfReader(outlook, neutralisation);
        try
        {
            return (reader.Read(body, ourCarId), Some(reader._problems));
        }
        catch (InvalidOperationException)
        {
            // A name or a text with half a surrogate pair in it, which the reader finds when it is asked for the text.
            return (new RaceChange(), ["the body holds text that is not Unicode"]);
        }
    }

    private static List<string> Some(List<string> problems) => problems.Count <= MostProblems
        ? problems
        : [.. problems.Take(MostProblems), $"and {problems.Count - MostProblems} more"];

    private RaceChange Read(JsonElement body, string? ourCarId)
    {
        Known(body, "the body", Members);
        if (Member(body, "stops") is { } stops)
        {
            if ((Text(body, "car_id", "car_id") ?? ourCarId) is { } carId)
            {
                Plan(carId, stops, "stops");
            }
            else if (Member(body, "car_id") is null)
            {
                _problems.Add("'stops' has no car: no car is ours; expected 'car_id'");
            }
        }
        else if (Member(body, "car_id") is not null)
        {
            _problems.Add("'car_id' has no 'stops'; expected both, or neither");
        }

        Each(body, "rivals", MostRivals, RivalMembers, (rival, at) =>
        {
            if (Text(rival, "car_id", $"{at}.car_id", required: true) is { } carId)
            {
                Plan(carId, Member(rival, "stops"), $"{at}.stops");
            }
        });
        Each(body, "pace", MostPaces, PaceMembers, Pace);
        var change = new RaceChange
        {
            Plans = RaceChange.NoPlans.AddRange(_plans),
            PaceSeconds = ImmutableDictionary.Create<string, double>(StringComparer.Ordinal).AddRange(_paces),
            CautionNow = Caution(body),
            RainFromLap = Rain(body),
        };
        if (_problems.Count == 0 && change is { Plans.IsEmpty: true, PaceSeconds.IsEmpty: true, CautionNow: null, RainFromLap: null })
        {
            _problems.Add($"nothing is different; expected one of {string.Join(", ", Members.Skip(1))}");
        }

        return change;
    }

    private void Plan(string carId, JsonElement? value, string at)
    {
        if (value is not { ValueKind: JsonValueKind.Array } list)
        {
            _problems.Add($"'{at}' is '{Shown(value)}'; expected a list of stops, each like {{\"lap\":30,\"compound\":\"hard\"}}");
            return;
        }

        var before = _problems.Count;
        var stops = new List<PlannedStop>();
        foreach (var (item, i) in list.EnumerateArray().Select((item, i) => (item, i)))
        {
            if (Object(item, $"{at}[{i}]", StopMembers) && Whole(item, "lap", $"{at}[{i}].lap", 1, int.MaxValue) is { } lap
                && Compound(item, $"{at}[{i}].compound") is { } compound)
            {
                stops.Add(new PlannedStop(lap, compound));
            }
        }

        if (_problems.Count > before)
        {
            return;
        }

        _problems.AddRange(StopPlanRules.Check(_outlook, carId, stops));
        if (!_plans.TryAdd(carId, new StopPlan { Stops = [.. stops] }))
        {
            _problems.Add($"car '{carId}' has two plans; expected one");
        }
    }

    private void Pace(JsonElement item, string at)
    {
        var carId = Text(item, "car_id", $"{at}.car_id", required: true);
        if (Member(item, "seconds") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetDouble(out var seconds) || Math.Abs(seconds) > MostPaceSeconds)
        {
            _problems.Add($"'{at}.seconds' is '{Shown(Member(item, "seconds"))}'; expected a number from -{MostPaceSeconds} to {MostPaceSeconds}");
            return;
        }

        if (carId is null)
        {
            return;
        }

        if (_outlook.CarIds.Contains(carId, StringComparer.Ordinal))
        {
            if (!_paces.TryAdd(carId, seconds))
            {
                _problems.Add($"car '{carId}' has two paces; expected one");
            }
        }
        else
        {
            _problems.Add($"car '{carId}' is not in the race; expected one of {string.Join(", ", _outlook.CarIds)}");
        }
    }

    private Neutralisation? Caution(JsonElement body)
    {
        if (Text(body, "neutralisation", "neutralisation") is not { } name)
        {
            return null;
        }

        Neutralisation? caution = name switch
        {
            "safety_car" => Neutralisation.SafetyCar,
            "virtual_safety_car" => Neutralisation.VirtualSafetyCar,
            _ => null,
        };
        if (caution is null)
        {
            _problems.Add($"'neutralisation' is '{Shorten(name)}'; expected safety_car or virtual_safety_car");
        }
        else if (_out != Neutralisation.None)
        {
            _problems.Add("'neutralisation' asks for one while the race is neutralised; expected none");
            return null;
        }

        return caution;
    }

    private int? Rain(JsonElement body)
    {
        var left = _outlook.Laps - _outlook.LeaderLaps - 1;
        if (Member(body, "rain_in_laps") is null || Whole(body, "rain_in_laps", "rain_in_laps", 0, left) is not { } laps)
        {
            return null;
        }

        if (_outlook.IsWet)
        {
            _problems.Add("'rain_in_laps' asks for rain on a wet track; expected a dry one");
            return null;
        }

        return _outlook.LeaderLaps + 1 + laps;
    }

    private void Each(JsonElement body, string name, int most, string[] members, Action<JsonElement, string> read)
    {
        if (Member(body, name) is not { } list)
        {
            return;
        }

        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > most)
        {
            _problems.Add($"'{name}' is '{Shown(list)}'; expected a list of at most {most}");
            return;
        }

        foreach (var (item, i) in list.EnumerateArray().Select((item, i) => (item, i)))
        {
            if (Object(item, $"{name}[{i}]", members))
            {
                read(item, $"{name}[{i}]");
            }
        }
    }

    private bool Object(JsonElement item, string at, string[] members)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            _problems.Add($"'{at}' is '{Shown(item)}'; expected an object with {string.Join(" and ", members)}");
            return false;
        }

        return Known(item, $"'{at}'", members);
    }

    private bool Known(JsonElement item, string at, string[] members)
    {
        var before = _problems.Count;
        foreach (var member in item.EnumerateObject().Where(m => !members.Contains(m.Name, StringComparer.Ordinal)))
        {
            _problems.Add($"{at} has '{Shorten(member.Name)}'; expected only {string.Join(", ", members)}");
        }

        return _problems.Count == before;
    }

    private int? Whole(JsonElement item, string name, string at, int least, int most)
    {
        if (Member(item, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= least && value <= most)
        {
            return value;
        }

        _problems.Add($"'{at}' is '{Shown(Member(item, name))}'; expected a whole number {(most == int.MaxValue ? $"of {least} or more" : $"from {least} to {most}")}");
        return null;
    }

    private TyreCompound? Compound(JsonElement item, string at)
    {
        var value = Member(item, "compound");
        if (value is { ValueKind: JsonValueKind.String } name && Array.IndexOf(Compounds, name.GetString()) is >= 0 and var index)
        {
            return (TyreCompound)index;
        }

        _problems.Add($"'{at}' is '{Shown(value)}'; expected one of {string.Join(", ", Compounds)}");
        return null;
    }

    private string? Text(JsonElement item, string name, string at, bool required = false)
    {
        var value = Member(item, name);
        if (value is { ValueKind: JsonValueKind.String } text)
        {
            return text.GetString();
        }

        if (value is not null || required)
        {
            _problems.Add($"'{at}' is '{Shown(value)}'; expected text");
        }

        return null;
    }

    private static JsonElement? Member(JsonElement item, string name) =>
        item.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string Shown(JsonElement? value) => value is { } shown ? Shorten(shown.GetRawText()) : "missing";

    // What a client sent comes back to it, but never more of it than a line.
    private static string Shorten(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
