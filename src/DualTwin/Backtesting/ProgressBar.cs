namespace DualTwin.Backtesting;

/// <summary>Shows on one line how far a long task is.</summary>
internal static class ProgressBar
{
    private const int Width = 40;

    /// <summary>Draws the bar over the one before; a line of its own once all is done. Nothing where the output is no terminal, but the end.</summary>
    public static void Write(TextWriter output, int done, int all, string what)
    {
        if (Console.IsErrorRedirected && done < all)
        {
            return;
        }

        var filled = all == 0 ? Width : Width * done / all;
        output.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {done} of {all} {what}");
        if (done >= all)
        {
            output.WriteLine();
        }
    }
}
