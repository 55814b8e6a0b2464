using CsCheck;
using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

public sealed class SupervisorPropertyTests
{
    private enum Behaviour
    {
        Speak,
        BeSilent,
        Refuse,
        Repeat,
        Close,
        FailToConnect,
        Recover,
        Sleep,
        SetTheClock,
    }

    // What a machine's night and a wrong time server do.
    private static readonly TimeSpan Night = TimeSpan.FromHours(8);

    private static readonly Gen<(int Slot, Behaviour What, int Tenths)> GenStep =
        Gen.Select(Gen.Int[0, 2], Gen.Enum<Behaviour>(), Gen.Int[1, 40]);

    [Fact]
    public async Task ReadAsync_AnyBehaviours_NeverSilentAndBackToTheBest() => await Gen.Select(Gen.Int[1, 3], GenStep.Array[1, 12]).SampleAsync(
        async (count, steps) =>
        {
            var slots = Enumerable.Range(0, count).Select(i => new ScriptedSlot($"source-{i}-")).ToList();
            var speaking = new HashSet<ScriptedSlot>();
            var silent = slots.ToDictionary(s => s.Name, _ => TimeSpan.Zero);
            await using var run = new SupervisorRun(new ScriptedSlot("stand-in"), null, slots);
            foreach (var (index, what, tenths) in steps)
            {
                await DoAsync(run, what, slots[index % count], speaking, silent);
                for (var i = 0; i < tenths; i++)
                {
                    await TickAsync(run, slots, speaking, silent);
                }
            }

            foreach (var slot in slots)
            {
                await DoAsync(run, Behaviour.Recover, slot, speaking, silent);
            }

            for (var i = 0; i < 450; i++)
            {
                await TickAsync(run, slots, speaking, silent);
            }

            Assert.Equal(slots[0].Name, run.Status.Active);
            AssertStory(run);
        },
        iter: 60, threads: 1);

    private static async Task DoAsync(
        SupervisorRun run, Behaviour what, ScriptedSlot slot, HashSet<ScriptedSlot> speaking, Dictionary<string, TimeSpan> silent)
    {
        var current = slot.Count > 0 ? slot.Current : null;
        switch (what)
        {
            case Behaviour.Speak:
                speaking.Add(slot);
                break;
            case Behaviour.BeSilent:
                speaking.Remove(slot);
                break;
            case Behaviour.Refuse:
                speaking.Remove(slot);
                Enumerable.Range(0, 6).ToList().ForEach(_ => current?.Refuse());
                break;
            case Behaviour.Repeat:
                speaking.Remove(slot);
                Enumerable.Range(0, 6).ToList().ForEach(_ => current?.Repeat());
                break;
            case Behaviour.Sleep:
                run.Clock.Sleep(Night);
                silent.Keys.ToList().ForEach(name => silent[name] += Night);
                break;
            case Behaviour.SetTheClock:
                run.Clock.Set(speaking.Contains(slot) ? Night : -Night);
                break;
            case Behaviour.Close:
                current?.Close();
                break;
            case Behaviour.FailToConnect:
                slot.CreateThrows = new SourceException("refused");
                current?.Close();
                break;
            case Behaviour.Recover:
                slot.CreateThrows = null;
                speaking.Add(slot);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "No such behaviour.");
        }

        if (what is Behaviour.Close or Behaviour.FailToConnect)
        {
            await run.UntilAsync(() => current?.Alive != true);
        }
    }

    private static async Task TickAsync(
        SupervisorRun run, List<ScriptedSlot> slots, HashSet<ScriptedSlot> speaking, Dictionary<string, TimeSpan> silent)
    {
        foreach (var slot in slots.Where(s => speaking.Contains(s) && s.Count > 0))
        {
            silent[slot.Name] = slot.Current.Heard ? TimeSpan.Zero : silent[slot.Name];
            await run.SayIfReadAsync(slot.Current, 1);
        }

        await run.PassAsync(0.1);
        slots.ForEach(s => silent[s.Name] += TimeSpan.FromSeconds(0.1));

        // The clock stands until whoever was told to begin has begun.
        await run.UntilAsync(() => slots.All(s =>
            run.Slot(s).Phase != SlotPhase.Connecting || s.CreateThrows is not null || (s.Count > 0 && s.Current.Heard)));
        var status = run.Status;
        Assert.False(status.StandingIn && status.Active is not null, "Two at once.");
        if (status.Active is { } active)
        {
            // One look may lie between the rule and what it does.
            var slot = status.Slots.Single(s => s.Name == active);
            Assert.True(slot.Phase is not (SlotPhase.Idle or SlotPhase.Ended or SlotPhase.Stalled), $"{active} counts and is {slot.Phase}.");
            Assert.True(silent[active].TotalSeconds <= slot.StallLimitSeconds + 0.2, $"{active} counts and is silent for {silent[active]}.");
        }
        else if (!status.StandingIn)
        {
            Assert.Empty(run.Changes);
            Assert.All(status.Slots, s => Assert.NotEqual(SlotPhase.Stalled, s.Phase));
        }
    }

    private static void AssertStory(SupervisorRun run)
    {
        Assert.All(run.Status.Transitions, t => Assert.NotEmpty(t.Cause));
        var told = run.Log.All.Where(line => line.StartsWith("3001 ", StringComparison.Ordinal)).ToList();
        Assert.True(told.Count >= run.Status.Transitions.Length);
        Assert.All(told, line => Assert.Matches(@"^3001 .+: \w+ → \w+: \S", line));
        string? active = null;
        foreach (var item in run.Items)
        {
            if (item.Change is { } change)
            {
                Assert.NotEmpty(change.Cause);
                Assert.Equal(active, change.From);
                active = change.To;
            }
            else if (item.Frame is { } frame)
            {
                Assert.Equal(item.Role == FrameRole.StandIn ? "stand-in simulator" : frame.Source.Name, active);
                Assert.Equal(item.Role == FrameRole.StandIn, frame.Source.Name == "stand-in");
            }
        }
    }
}
