using Gateway.Benchmarks.Children;
using Gateway.Benchmarks.Drive;
using Gateway.Benchmarks.FanOut;
using Gateway.Benchmarks.Ledger;
using Gateway.Benchmarks.Ledger.Growth;
using Gateway.Benchmarks.Ledger.Verify;
using Gateway.Benchmarks.Measures;
using Gateway.Benchmarks.Messages;
using Gateway.Benchmarks.Peers;
using Gateway.Benchmarks.Pointers;
using Gateway.Benchmarks.Policy;
using Gateway.Benchmarks.Refusals;
using Gateway.Benchmarks.Unit;

namespace Gateway.Benchmarks;

/// <summary>The load program. The verbs after the first two are its own helpers, each a process of its own.</summary>
public sealed class Program
{
    private const string Usage = """
        Gateway.Benchmarks [load] [--short] [--seconds N] [--rounds N] [--seed N] [--json FILE] [--only throughput,share,five,allocations,start,growth]
        Gateway.Benchmarks policy [--short] [--seconds N] [--rounds N] [--json FILE] [--answers-only]
        Gateway.Benchmarks refusals [--short] [--samples N] [--seed N] [--json FILE] [--only X2,X1,X3,X15]
        Gateway.Benchmarks ledger [--short] [--seconds N] [--rounds N] [--store sqlite|postgres] [--json FILE]
        Gateway.Benchmarks ledger-growth [--short] [--seconds N] [--rounds N] [--store sqlite|postgres] [--sizes N,N,...] [--json FILE]
        Gateway.Benchmarks ledger-verify [--short] [--entries N] [--rounds N] [--json FILE]
        Gateway.Benchmarks children [--children N] [--folder DIR]
        Gateway.Benchmarks fanout [--short] [--seconds N] [--rounds N] [--rate N] [--json FILE]
        Gateway.Benchmarks soak [--minutes N] [--rate N] [--json FILE]
        Gateway.Benchmarks messages [--short] [--messages N] [--rounds N] [--minutes N] [--rate N] [--only send,visible,outage] [--json FILE]
        Gateway.Benchmarks pointers
        Gateway.Benchmarks pointers-month
        Gateway.Benchmarks unit [BenchmarkDotNet's own options]
        """;

    private Program() { }

    public static async Task<int> Main(string[] args)
    {
        var verb = args is [var first, ..] && !first.StartsWith('-') ? first : "load";
        var rest = args is [var word, .. var others] && word == verb ? others : args;
        switch (verb)
        {
            case "load" when LoadOptions.Read(rest) is { } options: return await LoadRun.RunAsync(options);
            case "policy" when PolicyOptions.Read(rest) is { } options: return await PolicyRun.RunAsync(options);
            case "refusals" when RefusalOptions.Read(rest) is { } options: return await RefusalRun.RunAsync(options);
            case "ledger" when LedgerOptions.Read(rest) is { } options: return await LedgerRun.RunAsync(options);
            case "ledger-growth" when GrowthOptions.Read(rest) is { } options: return await LedgerGrowthRun.RunAsync(options);
            case "ledger-verify" when VerifyOptions.Read(rest) is { } options: return await LedgerVerifyRun.RunAsync(options);
            case "children" when ChildrenOptions.Read(rest) is { } options: return await ChildrenRun.RunAsync(options);
            case "children-build" when ChildrenOptions.Read(rest) is { } options: return ChildrenRun.Build(options);
            case "children-open" when ChildrenOptions.Read(rest) is { } options: return ChildrenRun.Open(options);
            case "fanout" when FanOutOptions.Read(rest) is { } options: return await FanOutRun.RunAsync(options);
            case "sources": return await Sources.RunAsync(rest);
            case "soak" when SoakOptions.Read(rest) is { } options: return await SoakRun.RunAsync(options);
            case "messages" when MessagesOptions.Read(rest) is { } options: return await MessagesRun.RunAsync(options);
            case "pointers": return PointersRun.Run();
            case "pointers-month": return MonthRun.Run();
            case "policy-requests": MakeRequests.Into(TenRules.File); return 0;
            case "policy-own": return await OwnProcess.RunAsync();
            case "unit": return UnitRun.Run(rest);
            case "drive": return await DriveProcess.RunAsync();
            case "bare": return await BareInsert.RunAsync(rest);
            case "hello": return await Hello.RunAsync(rest);
            case "counted-gateway": return await CountedGateway.RunAsync(rest);
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }
}
