using System.Text;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging.Abstractions;

// Records numbered messages without end and says now and then how far it is, until it is killed; or so many, and then what its recorder says.
var most = args.Length > 1 ? int.Parse(args[1], null) : int.MaxValue;
var options = new RecorderOptions { Folder = args[0], FlushInterval = TimeSpan.FromMilliseconds(5), MaxFileBytes = 300_000 };
var recorder = new MessageRecorder(options, TimeProvider.System, NullLogger<MessageRecorder>.Instance);
var tap = recorder.Tap(new MessageOrigin(IntakeNames.Json, new SourceIdentity("victim", "numbers", SourceMode.Live), 0));
for (var number = 1; number <= most; number++)
{
    var text = Encoding.UTF8.GetBytes($$"""{"number":{{number}},"filler":"{{new string((char)('a' + (number % 26)), number % 400)}}"}""");
    while (recorder.Status.Messages + recorder.Status.LeftOut < number - 300)
    {
        await Task.Yield();
    }

    tap.Take(new RawMessage("numbers", TimeProvider.System.GetUtcNow(), null, false, text));
    if (number % 100 == 0)
    {
        Console.Out.WriteLine(number);
    }
}

await recorder.DisposeAsync();
Console.Out.WriteLine($"messages {recorder.Status.Messages} left out {recorder.Status.LeftOut} problem {recorder.Status.Problem}");
