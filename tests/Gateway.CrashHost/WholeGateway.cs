using System.Globalization;
using Gateway.Agencies;
using Gateway.Matching.Snapshot;
using Gateway.Retention;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.CrashHost;

/// <summary>
/// The whole service with its settings from the environment. Its clock goes ahead by what <c>--ahead</c> says, in seconds. With
/// <c>--fold yes</c> the night's work on the index of children is done as soon as it is open, with <c>--retain yes</c> what has reached the end of its time is deleted, and with <c>--chaos 0.01</c> that share of all
/// calls of agencies is spoilt.
/// </summary>
internal static class WholeGateway
{
    public static async Task<int> RunAsync(string[] args, KilledAt? _)
    {
        var orders = new ConfigurationBuilder().AddCommandLine(args).Build();
        var ahead = TimeSpan.FromSeconds(int.Parse(orders["ahead"] ?? "0"));
        try
        {
            await using var app = Program.Build(args, builder => Configure(builder, ahead, orders["chaos"]));
            await app.StartAsync();
            if (orders["fold"] is not null) await FoldAsync(app.Services.GetRequiredService<KeepChildren>());
            if (orders["retain"] is not null) await RetainAsync(app.Services.GetRequiredService<TendRetention>());
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, refused.Reasons));
            return StartRefusedException.ExitCode;
        }
    }

    private static void Configure(WebApplicationBuilder builder, TimeSpan ahead, string? chaos)
    {
        builder.Services.AddSingleton<TimeProvider>(new ClockAhead(ahead));
        if (chaos is not null) builder.Services.AddSingleton(Chaos.At(double.Parse(chaos, CultureInfo.InvariantCulture), seed: 1));
    }

    private static async Task RetainAsync(TendRetention tend) => Pipe.Say(await tend.TendAsync(CancellationToken.None) ? "at retained" : "at nothing");

    private static async Task FoldAsync(KeepChildren keep)
    {
        await keep.FoldAsync(CancellationToken.None);
        await keep.KeepAsync(CancellationToken.None);
    }

    private sealed class ClockAhead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
