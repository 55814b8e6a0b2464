using CsCheck;
using DualTwin.Sources.Supervision;

namespace DualTwin.Sources.Tests.Supervision;

/// <summary>Sources that need one port, turned to in any order while they come and go.</summary>
public sealed class SharedPortPropertyTests
{
    private enum Act
    {
        Configure,
        Request,
        Speak,
        BeSilent,
        Close,
    }

    private static readonly Gen<(int Slot, Act What, int Tenths)> GenStep = Gen.Select(Gen.Int[0, 2], Gen.Enum<Act>(), Gen.Int[1, 30]);

    [Fact]
    public async Task ReadAsync_TurnedToAnyOfThem_TheLastConfiguredOneGetsThePort() => await GenStep.Array[1, 12].SampleAsync(
        async steps =>
        {
            var slots = Enumerable.Range(0, 3).Select(i => new ScriptedSlot($"source-{i}-")).ToList();
            var speaking = new HashSet<ScriptedSlot>(slots);
            ShareAPort(slots);
            await using var run = new SupervisorRun(new ScriptedSlot("stand-in"), null, [WithPort(slots[0])]) { Scripted = slots };
            var requests = new List<Task<SwitchResult>>();
            foreach (var (index, what, tenths) in steps)
            {
                Do(run, what, slots[index], speaking, requests);
                await PassAsync(run, tenths, slots, speaking);
            }

            speaking.UnionWith(slots);
            var last = slots[steps[^1].Slot];
            run.Supervisor.Use([WithPort(last)], new SupervisorOptions());
            await PassAsync(run, 450, slots, speaking);

            Assert.True(last.Name == run.Status.Active, $"{run.Status.Active} counts, not {last.Name}:{Environment.NewLine}{run.Story}");
            Assert.All(slots, slot => Assert.Equal(slot == last ? 1 : 0, slot.Alive));
            Assert.All(requests, request => Assert.True(request.IsCompletedSuccessfully));
            Assert.All(run.Status.Transitions, t => Assert.NotEmpty(t.Cause));
        },
        iter: 60, threads: 1);

    [Fact]
    public async Task ReadAsync_PortTakenFromOneThatStillConnects_SaysThatItMakesWay()
    {
        var slots = new[] { "a", "b", "c" }.Select(name => new ScriptedSlot(name, stall: TimeSpan.FromSeconds(30))).ToList();
        ShareAPort(slots);
        await using var run = new SupervisorRun(new ScriptedSlot("stand-in"), null, [WithPort(slots[0])]) { Scripted = slots };
        await run.SayAsync(slots[0], 1);
        await run.UntilAsync(() => run.Status.Active == "a");
        var silent = run.Supervisor.SwitchAsync([WithPort(slots[1])], ["b"], TimeSpan.FromSeconds(2), SupervisorRun.Token);
        await run.PassUntilAsync(() => run.Status.Slots.All(s => s.Name != "b") && run.Slot(slots[0]).Phase == SlotPhase.Connecting, 4);
        await run.UntilAsync(() => silent.IsCompleted);

        var asked = run.Supervisor.SwitchAsync([WithPort(slots[2])], ["c"], TimeSpan.FromSeconds(2), SupervisorRun.Token);
        await run.PassUntilAsync(() => (slots[0].Alive, slots[2].Alive) == (0, 1), 1);

        Assert.Equal((SlotPhase.Connecting, "makes way for c", 0), (run.Slot(slots[0]).Phase, run.Slot(slots[0]).Cause, slots[0].Alive));
        await run.SayAsync(slots[2], 2);
        await run.UntilAsync(() => asked.IsCompleted);
        Assert.True((await asked).Delivering);
    }

    private static void ShareAPort(List<ScriptedSlot> slots)
    {
        foreach (var slot in slots)
        {
            slot.AtStart = attempt =>
            {
                if (slots.Sum(s => s.Alive) > 0)
                {
                    attempt.Fail(new SourceException("the port is taken") { InUse = true });
                }
            };
        }
    }

    private static SourceSlot WithPort(ScriptedSlot slot) => slot.Slot with { Exclusive = "the port" };

    private static void Do(SupervisorRun run, Act what, ScriptedSlot slot, HashSet<ScriptedSlot> speaking, List<Task<SwitchResult>> requests)
    {
        switch (what)
        {
            case Act.Configure:
                run.Supervisor.Use([WithPort(slot)], new SupervisorOptions());
                break;
            case Act.Request:
                requests.Add(run.Supervisor.SwitchAsync([WithPort(slot)], [slot.Name], TimeSpan.FromSeconds(2), SupervisorRun.Token));
                break;
            case Act.Speak:
                speaking.Add(slot);
                break;
            case Act.BeSilent:
                speaking.Remove(slot);
                break;
            case Act.Close when slot.Count > 0:
                slot.Current.Close();
                break;
            default:
                break;
        }
    }

    private static async Task PassAsync(SupervisorRun run, int tenths, List<ScriptedSlot> slots, HashSet<ScriptedSlot> speaking)
    {
        for (var i = 0; i < tenths; i++)
        {
            foreach (var slot in slots.Where(s => speaking.Contains(s) && s.Count > 0))
            {
                await run.SayIfReadAsync(slot.Current, 1);
            }

            await run.PassAsync(0.1);
            var status = run.Status;
            Assert.False(status.StandingIn && status.Active is not null, "Two at once.");
        }
    }
}
