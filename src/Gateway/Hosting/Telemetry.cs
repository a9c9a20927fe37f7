using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Gateway.Hosting;

/// <summary>
/// Spans and measurements under one name, exported over OTLP where <c>Telemetry:Otlp</c> names a collector. Tags are
/// words of the wire and ids of the register: never a child, a practitioner or a request's text.
/// </summary>
public static class Telemetry
{
    public const string Name = "Gateway";

    private static readonly string[] Sources = [Name, "Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit"];
    private static readonly string[] Meters = [Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql", "MassTransit"];

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Checks = Meter.CreateCounter<long>("gateway.checks", description: "Checks by outcome");
    private static readonly Counter<long> Answers = Meter.CreateCounter<long>("gateway.custodian.answers", description: "Answers by custodian and what was said");

    private static readonly Counter<long> OverdueAsks = Meter.CreateCounter<long>("gateway.asks.overdue", description: "Asks that nobody answered in time, by holder");

    private static readonly ObservableGauge<long> Unread = Meter.CreateObservableGauge("gateway.notices.unanswered", () => Interlocked.Read(ref _unanswered), description: "Notices to people at the end of their chain that nobody has");

    private static readonly ObservableGauge<long> LaidAside = Meter.CreateObservableGauge("gateway.notices.dead", () => Interlocked.Read(ref _dead), description: "Notices that could not be delivered by another way, for an operator");

    private static readonly Counter<long> Doubts = Meter.CreateCounter<long>("gateway.custodian.doubts", description: "Answers that were not believed, by custodian and why");
    private static readonly UpDownCounter<long> Outlived = Meter.CreateUpDownCounter<long>("gateway.custodian.calls.outlived", description: "Calls that were given up and have not ended");

    private static readonly Counter<long> Retained = Meter.CreateCounter<long>("gateway.retention.records", description: "Records that were looked at for the end of their time, that went, and that a hold keeps, by kind");

    private static long _unanswered;
    private static long _dead;

    /// <summary>What was laid aside because it could not be delivered by another way: how much, and nothing else.</summary>
    public static long Dead { set => Interlocked.Exchange(ref _dead, value); }

    /// <summary>Notices that nobody took to the end of their chain: how many, and nothing else.</summary>
    public static long Unanswered { set => Interlocked.Exchange(ref _unanswered, value); }

    public static ActivitySource Source { get; } = new(Name);

    public static void CountCheck(string outcome) => Checks.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void CountRetained(string kind, int looked, int gone, int held)
    {
        foreach (var (what, count) in ((string, int)[])[("looked", looked), ("gone", gone), ("held", held)]) Retained.Add(count, new("record", kind), new("what", what));
    }

    public static void CountOverdueAsk(string holder) => OverdueAsks.Add(1, new KeyValuePair<string, object?>("holder", holder));

    public static void CountAnswer(string custodian, string said)
    {
        if (Answers.Enabled) Answers.Add(1, new("custodian", custodian), new("said", said));
    }

    public static void CountDoubt(string holder, string why) => Doubts.Add(1, new("custodian", holder), new("why", why));

    /// <summary>Counts a call that was given up until it ends: more than a few for long is a client that does not listen.</summary>
    public static void CountOutlived(Task call)
    {
        Outlived.Add(1);
        _ = call.ContinueWith(static _ => Outlived.Add(-1), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Tells how many days the certificate lasts that callers are shown.</summary>
    public static void WatchCertificate(Func<double> days) => Meter.CreateObservableGauge("gateway.certificate.days", days, description: "Days until the certificate ends that callers are shown");

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["Telemetry:Otlp"] is { Length: > 0 } collector) builder.Services.AddHostedService(_ => new Export(new Uri(collector)));
        return builder;
    }

    private sealed class Export(Uri collector) : IHostedService, IDisposable
    {
        private TracerProvider? _traces;
        private MeterProvider? _meters;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _traces = Sdk.CreateTracerProviderBuilder().AddSource(Sources).AddOtlpExporter(options => options.Endpoint = collector).Build();
            _meters = Sdk.CreateMeterProviderBuilder().AddMeter(Meters).AddOtlpExporter(options => options.Endpoint = collector).Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            _traces?.Dispose();
            _meters?.Dispose();
        }
    }
}
