using Gateway.Benchmarks.Measures;
using Gateway.Benchmarks.Report;
using Gateway.Tests;

namespace Gateway.Benchmarks.Messages;

/// <summary>Messages to agencies: what the outbox costs beside MassTransit and a bare client.</summary>
internal static class MessagesRun
{
    public static Task<int> RunAsync(MessagesOptions options) => Measured.RunAsync("messages", async () =>
    {
        await using var bed = await Bed.MakeAsync(new LoadOptions());
        await using var broker = await RabbitMqBroker.StartAsync();
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), options.Form, 1, Machine.Here(), bed.Postgres.Durability, Machine.Load());
        await BesideMassTransit.RunAsync(options, bed, broker, report);
        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    });
}
