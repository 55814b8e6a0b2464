using System.Threading.Channels;

namespace DualTwin.EndToEnd.Tests;

/// <summary>One output of a process, line by line as it comes.</summary>
internal sealed class ProcessOutput
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _seen = [];
    private readonly Task _reading;

    public ProcessOutput(StreamReader reader) => _reading = ReadAsync(reader);

    /// <summary>The first line, from now on, that holds <paramref name="text"/>.</summary>
    public async Task<string> LineAsync(string text, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"the process ended without the line '{text}'; it wrote:\n{string.Join('\n', _seen)}");
    }

    /// <summary>Everything, once the process has ended; lines end with a line feed but for the last.</summary>
    public async Task<string> AllAsync()
    {
        await _reading;
        return string.Join('\n', _seen);
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _seen.Add(line);
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }
}
