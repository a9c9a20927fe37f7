using System.Diagnostics;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Audit.Sealing;
using Gateway.Benchmarks.Processes;
using Gateway.Matching;
using Gateway.Matching.Held;
using Gateway.Matching.Snapshot;

namespace Gateway.Benchmarks.Children;

/// <summary>How long the index of so many children takes to build, to keep, and to be there again after a restart, and how much memory. Each in a process of its own.</summary>
internal static class ChildrenRun
{
    private static readonly LedgerKey Key = new(new byte[32]);

    public static async Task<int> RunAsync(ChildrenOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        if (!File.Exists(options.Source)) MakeSource.Into(options.Source, options.Children);
        Say($"{options.Children:N0} children, source {new FileInfo(options.Source).Length >> 20} MB");
        return await OwnAsync("children-build", options) is not 0 and var failed ? failed : await OwnAsync("children-open", options);
    }

    public static int Build(ChildrenOptions options)
    {
        var load = Load();
        var children = Timed("built from the source", () => load.FromFile(options.Source));
        Timed("snapshot written", () => new ChildrenSnapshot(options.Snapshot, Key).Write(children, load.Tables));
        Say($"  snapshot {new FileInfo(options.Snapshot).Length >> 20} MB");
        return children.Count == options.Children ? 0 : 1;
    }

    public static int Open(ChildrenOptions options)
    {
        var load = Load();
        var reading = Timed("ready from the snapshot", () => new ChildrenSnapshot(options.Snapshot, Key).Read(SourceStamp.Of(options.Source), 0, load));
        if (reading is not SnapshotReading.Whole(var children)) return 1;
        Say($"  the service's own arrays {Own(children) >> 20} MB, the heap {GC.GetTotalMemory(forceFullCollection: true) >> 20} MB");
        return Looked(children);
    }

    private static int Looked(Recognised children)
    {
        var began = Stopwatch.GetTimestamp();
        var found = 0;
        for (var at = 0; at < children.Count; at += 7) found += children.Find(children.Held.Row(at).Number) == at ? 1 : 0;
        Say($"  {found:N0} look-ups by number, {Stopwatch.GetElapsedTime(began).TotalNanoseconds / found:F0} ns each");
        return found == (children.Count + 6) / 7 ? 0 : 1;
    }

    private static long Own(Recognised children) =>
        children.Held.Rows.Length * (16L + sizeof(uint)) + children.Held.Names.Text.Length + children.Held.Names.Starts.Length * 4L + children.Held.SlotBytes;

    private static LoadChildren Load()
    {
        var register = Accepted(LoadRegister.From(
            File.ReadAllText(Programs.Contract("register", "demonstration.json")),
            new RegisterTerms(new HashSet<string>(File.ReadLines(Programs.Contract("policy", "roles.csv")).Select(line => line.Split(',')[0])), Development: true, AllowPlainHttp: false, new DateOnly(2026, 11, 22))));
        var postcodes = Accepted(Postcodes.Read(File.ReadAllText(Programs.Contract("register", "postcodes-demonstration.csv")), register));
        return new LoadChildren(postcodes, MatchingTables.From(Programs.Contract("matching")), Key, TimeProvider.System);
    }

    private static T Accepted<T>(Loaded<T> loaded) => loaded is Loaded<T>.Accepted(var value) ? value : throw new InvalidDataException();

    private static async Task<int> OwnAsync(string verb, ChildrenOptions options)
    {
        using var process = Process.Start(Environment.ProcessPath!, [verb, "--children", options.Children.ToString(CultureInfo.InvariantCulture), "--folder", options.Folder]);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static void Timed(string what, Action run) => Timed(what, () =>
    {
        run();
        return 0;
    });

    private static T Timed<T>(string what, Func<T> run)
    {
        var began = Stopwatch.GetTimestamp();
        var made = run();
        using var self = Process.GetCurrentProcess();
        Say($"  {what} in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, resident {self.WorkingSet64 >> 20} MB, at most {self.PeakWorkingSet64 >> 20} MB");
        return made;
    }

    private static void Say(FormattableString words) => Console.WriteLine(words.ToString(CultureInfo.InvariantCulture));
}
