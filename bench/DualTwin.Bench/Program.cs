using DualTwin.Bench;
using DualTwin.Bench.Live;
using DualTwin.Bench.Page;

// Without arguments everything but the soak, which takes six minutes; else the parts that are named: ingest, twins, rest, start, archive, feed, live, failover, load, soak, decode, flood, game, steps, page, readers, memory, forecast.
var met = true;
if (args.Length == 0 || args.Contains("ingest"))
{
    met &= IngestBench.Run();
}

if (args.Length == 0 || args.Contains("twins"))
{
    met &= TwinsBench.Run();
}

if (args.Length == 0 || args.Contains("forecast"))
{
    met &= ForecastBench.Run();
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
    met &= await LiveBench.RunAsync();
}

if (args.Length == 0 || args.Contains("failover"))
{
    met &= await FailoverBench.RunAsync();
}

if (args.Length == 0 || args.Contains("load"))
{
    met &= await LoadBench.RunAsync();
}

if (args.Contains("soak"))
{
    met &= await LoadBench.SoakAsync();
}

if (args.Length == 0 || args.Contains("decode"))
{
    met &= DecodeBench.Run();
}

if (args.Length == 0 || args.Contains("flood"))
{
    met &= await FloodBench.RunAsync();
}

if (args.Length == 0 || args.Contains("page"))
{
    met &= await PageBench.RunAsync();
}

if (args.Length == 0 || args.Contains("readers"))
{
    met &= await PageReadersBench.RunAsync();
}

if (args.Length == 0 || args.Contains("memory"))
{
    met &= await PageMemoryBench.RunAsync();
}

if (args.Length == 0 || args.Contains("game"))
{
    met &= await GameBench.RunAsync();
}

if (args.Length == 0 || args.Contains("steps"))
{
    met &= await GameStepsBench.RunAsync();
}

return met ? 0 : 1;
