using Gateway.Benchmarks.Measures;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Gateway.Tests;

namespace Gateway.Benchmarks.Messages;

/// <summary>Messages to agencies: what the outbox costs beside MassTransit and a bare client, how soon a referral is at its council, and what becomes of it while the broker is away.</summary>
internal static class MessagesRun
{
    // What is refused and lost is counted, and needs no optimised build.
    public static Task<int> RunAsync(MessagesOptions options) =>
        options.Only is ["outage"] ? Measured.UnoptimisedAsync(() => MeasureAsync(options)) : Measured.RunAsync("messages", () => MeasureAsync(options));

    private static async Task<int> MeasureAsync(MessagesOptions options)
    {
        await using var bed = await Bed.MakeAsync(new LoadOptions());
        await using var broker = await RabbitMqBroker.StartAsync();
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), options.Form, 1, Machine.Here(), bed.Postgres.Durability, Machine.Load());
        if (options.Only.Contains("send")) await BesideMassTransit.RunAsync(options, bed, broker, report);
        if (options.Only.Contains("visible") || options.Only.Contains("outage")) await ReferralsAsync(options, bed, broker, report);
        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    }

    private static async Task ReferralsAsync(MessagesOptions options, Bed bed, RabbitMqBroker broker, LoadReport report)
    {
        if (!options.Short) await Deployed.PublishAsync();
        await using var site = await ReferralSite.StartAsync(bed, broker, deployed: !options.Short);
        if (options.Only.Contains("visible")) await AtTheCouncil.RunAsync(options, site, report);
        if (options.Only.Contains("outage")) await BrokerAway.RunAsync(options, site, broker, report);
    }
}
