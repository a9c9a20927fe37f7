using Gateway.Acceptance.Load;
using Gateway.Acceptance.Replay;

namespace Gateway.Acceptance;

/// <summary>The tests as every test project runs them; and, with the word <c>replay</c> first, the timelines of a folder; with <c>pages</c>, how long a page takes.</summary>
internal static class Entry
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["pages", .. var rest] => await ServePages.RunAsync(rest, Console.Out),
        ["replay", .. var rest] => await ReplayCommand.RunAsync(rest, Console.Out),
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };
}
