using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.CrashHost;

/// <summary>The whole service with its settings from the environment. Its clock goes ahead by what <c>--ahead</c> says, in seconds.</summary>
internal static class WholeGateway
{
    public static async Task<int> RunAsync(string[] args, KilledAt? _)
    {
        var ahead = TimeSpan.FromSeconds(int.Parse(new ConfigurationBuilder().AddCommandLine(args).Build()["ahead"] ?? "0"));
        await using var app = Program.Build(args, builder => builder.Services.AddSingleton<TimeProvider>(new ClockAhead(ahead)));
        await app.RunAsync();
        return 0;
    }

    private sealed class ClockAhead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
