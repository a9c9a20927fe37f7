using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Benchmarks.Ledger.Verify;

/// <summary>An auditor's check of a whole pack beside the hashing of the same bytes, turn by turn, and the memory that it takes.</summary>
internal static class LedgerVerifyRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Task<int> RunAsync(VerifyOptions options) => Measured.RunAsync("ledger-verify", async () =>
    {
        var folder = Directory.CreateTempSubdirectory("gateway-ledger-verify-").FullName;
        try
        {
            return await MeasureAsync(options, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    private static async Task<int> MeasureAsync(VerifyOptions options, string folder)
    {
        var report = new LoadReport(TimeProvider.System.GetUtcNow(), options.Form, 1, Machine.Here(), "files alone", Machine.Load());
        var (small, whole) = (Make(folder, "tenth", options.Entries / 10), Make(folder, "whole", options.Entries));
        var (ratios, memory, seconds, hashing, files) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            var hashed = Hash(whole, options.Entries);
            var bytes = HashFiles(whole);
            var verified = await VerifyAsync(whole, options.Entries);
            var smaller = await VerifyAsync(small, options.Entries / 10);
            if (round == 0) continue;
            ratios.Add(hashed / verified.Seconds);
            memory.Add(verified.Megabytes / smaller.Megabytes);
            seconds.Add(verified.Seconds);
            hashing.Add(hashed);
            files.Add(bytes / verified.Seconds);
        }

        report.Figures.Add(Figure.FromRounds("L7", $"ledger verify full of {options.Entries:N0} entries, process start included; beside a loop that reads the same leaves and hashes the same tree, and looks at nothing", ratios, "x", 0.6, null, true) with
        {
            Of = $"{seconds.Median():0.0} s ({options.Entries / seconds.Median():N0} entries a second); beside {hashing.Median():0.0} s",
        });
        report.Figures.Add(Figure.FromRounds("L7", "the same; beside SHA-256 over each file of leaves and tiles as it lies there", files, "x", null, null, true));
        report.Figures.Add(Figure.FromRounds("L8", "its memory, beside a tenth of the entries", memory, "x", options.Short ? null : 1.25, null, false));
        report.LoadAtEnd = Machine.Load();
        report.Print();
        if (options.Json is { } file) await report.WriteAsync(file);
        return report.Fails ? Measured.FloorMissed : 0;
    }

    private static MadePack Make(string folder, string name, long entries)
    {
        var pack = new MadePack(Path.Combine(folder, name));
        var started = Stopwatch.GetTimestamp();
        pack.Write(entries);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a pack of {entries:N0} entries written in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"));
        return pack;
    }

    // Every leaf and every node once, on one thread.
    private static double Hash(MadePack pack, long entries)
    {
        var started = Stopwatch.GetTimestamp();
        var frontier = new Frontier();
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        foreach (var bundle in TreeTiles.BundlesOfGrowth(0, entries))
        {
            foreach (var leaf in EntryBundle.Read(File.ReadAllBytes(Path.Combine(pack.Folder, bundle.Path)), bundle.Width)!)
            {
                TreeHash.OfLeaf(leaf.Span, hash);
                frontier.Append(hash);
            }
        }

        frontier.Root();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double HashFiles(MadePack pack)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var file in pack.Files) SHA256.HashData(File.ReadAllBytes(file));
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<(double Seconds, double Megabytes)> VerifyAsync(MadePack pack, long entries)
    {
        var started = Stopwatch.GetTimestamp();
        await using var tool = Child.Dotnet("ledger verify", Programs.Tool, ["ledger", "verify", "full", pack.Folder, "--policy", pack.PolicyFile]);
        var said = tool.LineAsync(line => line.Contains($"{entries:N0} entries hashed", StringComparison.Ordinal), Patience);
        var most = 0.0;
        while (await Task.WhenAny(said, Task.Delay(50)) != said) most = Math.Max(most, tool.PeakMemory ?? 0);
        await said;
        return (Stopwatch.GetElapsedTime(started).TotalSeconds, most);
    }
}
