using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace DualTwin.Bench;

/// <summary>A client that costs almost nothing: one connection, one request after the other, answers counted by their length.</summary>
internal static class RawClient
{
    public static async Task<int> CountAsync(Uri address, string path, TimeSpan duration)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        var buffer = new byte[256 * 1024];
        var started = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await socket.SendAsync(request);
            await ReadAnswerAsync(socket, buffer);
            count++;
        }

        return count;
    }

    private static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        var expected = int.MaxValue;
        while (length < expected)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            length += read;
            expected = expected == int.MaxValue ? Expected(buffer.AsSpan(0, length)) : expected;
        }
    }

    private static int Expected(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return int.MaxValue;
        }

        if (!answer.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException(Encoding.UTF8.GetString(answer[..head]));
        }

        var field = answer.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
        return Utf8Parser.TryParse(answer[field..], out int body, out _)
            ? head + 4 + body
            : throw new IOException("The answer has no length.");
    }
}
