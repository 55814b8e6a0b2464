using DualTwin.Bench;

var met = IngestBench.Run();
return met ? 0 : 1;
