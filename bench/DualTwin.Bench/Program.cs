using DualTwin.Bench;

// Without arguments everything; else the parts that are named: ingest, rest, start, archive, feed, live, load.
var met = true;
if (args.Length == 0 || args.Contains("ingest"))
{
    met &= IngestBench.Run();
}

if (args.Length == 0 || args.Contains("rest"))
{
    met &= await RestBench.RunAsync(IngestBench.Message(0));
}

if (args.Length == 0 || args.Contains("start"))
{
    met &= await StartBench.RunAsync();
}

if (args.Length == 0 || args.Contains("archive"))
{
    met &= await ArchiveBench.RunAsync();
}

if (args.Length == 0 || args.Contains("feed"))
{
    met &= await FeedBench.RunAsync();
}

if (args.Length == 0 || args.Contains("live"))
{
    met &= await LiveBench.LatencyAsync();
}

if (args.Length == 0 || args.Contains("load"))
{
    met &= await LiveBench.LoadAsync();
}

return met ? 0 : 1;
