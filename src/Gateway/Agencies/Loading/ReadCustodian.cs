using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Agencies.Loading;

/// <summary>Reads one holder of records. One that is not connected has no endpoint, and is never forgotten for it.</summary>
internal static class ReadCustodian
{
    public static readonly ImmutableArray<string> Members =
        ["id", "name", "connected", "endpoint", "replicas", "verifiedBy", "maintenance", "authoritativeFor", "telephones", "lists", "listsPulled",
         "speaks", "uploadsEverything", "uploads"];

    public static Custodian From(Entry entry, Agency agency, RegisterTerms terms) => new(
        ReadAgency.Id(entry), entry.Text("name"), agency, Endpoint(entry, terms), AuthoritativeFor(entry),
        entry.ObjectOrNone("telephones", ReadTelephones.Members) is { } own ? ReadTelephones.From(own) : agency.Telephones)
    {
        Lists = entry.Has("lists") ? ReadIssuer.Keys(entry, "lists", terms, mayBeDiscovered: false) : null,
        ListsPulled = Pulled(entry),
        Uploads = UploadsOf(entry),
        Replicas = Replicas(entry, terms),
        VerifiedBy = entry.Has("endpoint") && !entry.Has("uploads") ? ReadVerifiedBy.From(entry, terms) : VerifiedBy.Nobody.Instance,
        Maintenance = MaintenanceOf(entry),
        Speaks = ReadSpeaks.From(entry),
        UploadsEverything = entry.Has("uploadsEverything") && entry.Flag("uploadsEverything"),
    };

    private static Uri? Endpoint(Entry entry, RegisterTerms terms)
    {
        if (entry.Flag("connected") && !entry.Has("uploads")) return Endpoints.Base(entry, "endpoint", terms.AllowPlainHttp);
        var why = entry.Has("uploads") ? "it uploads files" : "connected is not true";
        foreach (var member in (string[])["endpoint", "replicas", "verifiedBy"])
            if (entry.Has(member)) entry.Fault(member, $"must be left out, since {why}");
        return null;
    }

    // Nobody is asked where a file speaks, and no list stands beside it.
    private static bool UploadsOf(Entry entry)
    {
        if (!entry.Has("uploads")) return false;
        if (!entry.Flag("uploads") || !entry.Flag("connected")) entry.Fault("uploads", "must be true beside a connected that is true, or left out");
        foreach (var member in (string[])["lists", "listsPulled", "speaks", "uploadsEverything"])
            if (entry.Has(member)) entry.Fault(member, "must be left out, since it uploads files");
        return true;
    }

    private static bool Pulled(Entry entry)
    {
        if (!entry.Has("listsPulled")) return false;
        if (!entry.Has("lists") || !entry.Has("endpoint")) entry.Fault("listsPulled", "must be left out, since there is no endpoint or no key for lists");
        return entry.Flag("listsPulled");
    }

    private static ImmutableArray<Uri> Replicas(Entry entry, RegisterTerms terms)
    {
        if (!entry.Has("replicas")) return [];
        var texts = entry.Words("replicas");
        if (entry.Has("endpoint") && texts.Contains(entry.Text("endpoint"))) entry.Fault("replicas", "names the endpoint itself");
        return [.. texts.Select(text => Endpoints.Base(entry, "replicas", text, terms.AllowPlainHttp)).OfType<Uri>()];
    }

    private static Maintenance? MaintenanceOf(Entry entry)
    {
        if (entry.ObjectOrNone("maintenance", ["from", "to"]) is not { } announced) return null;
        var (from, to) = (announced.Instant("from"), announced.Instant("to"));
        if (from >= to) announced.Fault("to", "must be later than from");
        return new Maintenance(from, to);
    }

    private static FrozenSet<Item> AuthoritativeFor(Entry entry)
    {
        var items = new HashSet<Item>();
        foreach (var word in entry.Words("authoritativeFor"))
        {
            if (ItemWords.TryRead(word, out var item)) items.Add(item);
            else entry.Fault("authoritativeFor", $"'{word}' is not an item");
        }

        return items.ToFrozenSet();
    }
}
