using Gateway.Matching.Snapshot;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.CrashHost;

/// <summary>
/// The whole service with its settings from the environment. Its clock goes ahead by what <c>--ahead</c> says, in seconds. With
/// <c>--fold yes</c> the night's work on the index of children is done as soon as it is open.
/// </summary>
internal static class WholeGateway
{
    public static async Task<int> RunAsync(string[] args, KilledAt? _)
    {
        var orders = new ConfigurationBuilder().AddCommandLine(args).Build();
        var ahead = TimeSpan.FromSeconds(int.Parse(orders["ahead"] ?? "0"));
        await using var app = Program.Build(args, builder => builder.Services.AddSingleton<TimeProvider>(new ClockAhead(ahead)));
        await app.StartAsync();
        if (orders["fold"] is not null) await FoldAsync(app.Services.GetRequiredService<KeepChildren>());
        await app.WaitForShutdownAsync();
        return 0;
    }

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
