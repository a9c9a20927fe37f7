using System.Diagnostics;
using System.Globalization;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tests.Deploy;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.LedgerTool;

/// <summary>
/// The tool and tests/verifier/verify.py, two implementations in two languages, say the same of random packs, half of them damaged: whether the pack holds,
/// and which place is the first that does not. GATEWAY_LEDGER_PACKS=1000 runs the whole form.
/// </summary>
public sealed class AgreementTests
{
    private static readonly int Packs = int.Parse(Environment.GetEnvironmentVariable("GATEWAY_LEDGER_PACKS") ?? "40", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Two_verifiers_agree_on_random_packs()
    {
        var damaged = 0;
        for (var first = 0; first < Packs; first += 20)
        {
            using var folder = new TemporaryFolder();
            var packs = Enumerable.Range(first, Math.Min(20, Packs - first)).Select(seed => Write(folder, seed)).ToList();
            var theirs = await SecondAsync(packs.Select(p => $"{p.Pack.Folder}\t{p.Pack.PolicyFile}"));
            foreach (var ((pack, how), second) in packs.Zip(theirs, (p, t) => (p, t)))
            {
                var ours = await FirstAsync(pack);
                Assert.True(ours == Place(second), $"{how}: the tool says {ours}, verify.py says {second}");
                if (ours != "HOLDS") damaged++;
            }
        }

        Assert.InRange(damaged, Packs / 3, Packs / 2);
    }

    private static (TestPack Pack, string How) Write(TemporaryFolder folder, int seed)
    {
        var random = new Random(seed);
        var own = Directory.CreateDirectory(folder.At(seed.ToString(CultureInfo.InvariantCulture))).FullName;
        var entries = new TestEntries(random.Next(4) == 0 ? random.Next(1, 4) : random.Next(1, 900));
        int[] checkpoints = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(entries.Leaves.Count + 1)).Distinct()];
        var pack = TestPack.Write(own, entries, key: (byte)(1 + seed % 2), checkpoints);
        if (random.Next(2) == 0) pack.Put(PackPaths.Opened, [.. entries.Sections.Where(_ => random.Next(5) == 0).SelectMany(s => s.ToLine().Append((byte)'\n'))]);
        return (pack, $"seed {seed}, {entries.Leaves.Count} entries, {(seed % 2 == 0 ? "whole" : Damage.Do(pack, entries, checkpoints, random))}");
    }

    private static async Task<string> FirstAsync(TestPack pack)
    {
        var full = Place((await pack.VerifyAsync("full")).Output);
        return full == "HOLDS" && File.Exists(pack.At(PackPaths.Opened)) ? Place((await pack.VerifyAsync("open")).Output) : full;
    }

    private static async Task<IReadOnlyList<string>> SecondAsync(IEnumerable<string> packs)
    {
        var start = new ProcessStartInfo("python3", [Repository.At("tests", "verifier", "verify.py")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var second = Process.Start(start)!;
        foreach (var pack in packs) await second.StandardInput.WriteLineAsync(pack);
        second.StandardInput.Close();
        var said = await second.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return said.TrimEnd().Split('\n');
    }

    /// <summary>The last line's verdict, with the place but without the reason, which each says in words of its own.</summary>
    private static string Place(string output)
    {
        var line = output.TrimEnd().Split('\n')[^1];
        return line.StartsWith("FAILS ", StringComparison.Ordinal) ? line[..line.IndexOf(':', StringComparison.Ordinal)] : line;
    }
}
