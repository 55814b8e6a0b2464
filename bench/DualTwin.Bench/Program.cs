using DualTwin.Bench;

// Without arguments everything; else the parts that are named: ingest, rest.
var met = true;
if (args.Length == 0 || args.Contains("ingest"))
{
    met &= IngestBench.Run();
}

if (args.Length == 0 || args.Contains("rest"))
{
    met &= await RestBench.RunAsync(IngestBench.Message(0));
}

return met ? 0 : 1;
