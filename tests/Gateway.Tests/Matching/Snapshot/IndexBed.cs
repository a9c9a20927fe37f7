using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Matching;
using Gateway.Matching.Held;
using Gateway.Matching.Snapshot;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Agencies;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Gateway.Tests.Simulator;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Matching.Snapshot;

/// <summary>A source of children and the service's copy of its index, in a folder of the test.</summary>
internal sealed class IndexBed : IDisposable
{
    public static readonly TestChild Ann = TestChild.Of(700) with { Given = "Annabel Rose", Family = "Quennell" };
    public static readonly TestChild Bea = TestChild.Of(701, "ZB1 1AA", isProtected: true) with { Given = "Béatrice", Family = "Ashdown-Ó Néill" };
    public static readonly TestChild Nobody = TestChild.Of(702, "YY1 1AA") with { Given = "Bronwyth", Family = "Marchwood", Canary = true };

    private static readonly MatchingTables Tables = MatchingTables.From(Contracts.PathOf("matching"));

    private readonly string _folder = Directory.CreateTempSubdirectory("children-").FullName;

    public IndexBed(params TestChild[] children) => Write(children.Length == 0 ? [Ann, Bea, Nobody] : children);

    public string Source => Path.Combine(_folder, "children.ndjson");

    public string Snapshot => Path.Combine(_folder, "children.snapshot");

    public RecordingLogs Logs { get; } = new();

    public LedgerKey Key { get; init; } = new(new byte[32]);

    public string Postcodes { get; set; } = File.ReadAllText(Demonstration.PostcodesFile);

    public LoadChildren Load => new(
        Demonstration.Accepted(Gateway.Agencies.Postcodes.Read(Postcodes, Demonstration.Register)), Tables, Key, new MovableTime(GatewayHost.Night));

    public ChildrenSnapshot Copy => new(Snapshot, Key);

    /// <summary>As a start does.</summary>
    public (Recognised Children, bool IsBuilt) Open() => Open(Snapshot);

    public (Recognised Children, bool IsBuilt) Open(string? snapshot) =>
        new OpenChildren(new ChildrenFiles(Source, snapshot, Key), Load, LoggerFactory.Create(logs => logs.AddProvider(Logs)).CreateLogger<OpenChildren>()).Run(0);

    /// <summary>A start, and the copy that it keeps.</summary>
    public Recognised Kept()
    {
        var (children, _) = Open();
        Copy.Write(children, Load.Tables);
        return children;
    }

    public void Write(params TestChild[] children) => File.WriteAllLines(Source, children.Select(SettingFiles.Line));

    public static ChildHeld? Held(Recognised children, TestChild child)
    {
        NhsNumber.Read(child.Number, out var number);
        return children.Find(number) is >= 0 and var at ? children.At(at) : null;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
