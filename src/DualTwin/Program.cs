using DualTwin.CommandLine;

return await DualTwinCommand.RunAsync(args);
