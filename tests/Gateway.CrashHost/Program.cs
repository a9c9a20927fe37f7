using Gateway.CrashHost;

// A process that is to be killed at a marked point: `ledger` is the ledger alone under load, `gateway` the whole service.
var point = KilledAt.Read(args);
if (args is ["gateway", ..]) return await WholeGateway.RunAsync(args[1..], point);
if (args is ["ledger", ..]) return await SlimHost.RunAsync(Orders.Read(args[1..]), point);
await Console.Error.WriteLineAsync("Gateway.CrashHost ledger|gateway --point NAME --after N ...");
return 2;
