using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Agencies.Loading;

/// <summary>Reads one holder of records. One that is not connected has no endpoint, and is never forgotten for it.</summary>
internal static class ReadCustodian
{
    public static readonly ImmutableArray<string> Members =
        ["id", "name", "connected", "endpoint", "authoritativeFor", "telephones"];

    public static Custodian From(Entry entry, Agency agency, RegisterTerms terms) => new(
        ReadAgency.Id(entry), entry.Text("name"), agency, Endpoint(entry, terms), AuthoritativeFor(entry),
        entry.ObjectOrNone("telephones", ReadTelephones.Members) is { } own ? ReadTelephones.From(own) : agency.Telephones);

    private static Uri? Endpoint(Entry entry, RegisterTerms terms)
    {
        if (entry.Flag("connected")) return Endpoints.Base(entry, "endpoint", terms.AllowPlainHttp);
        if (entry.Has("endpoint")) entry.Fault("endpoint", "must be left out, since connected is not true");
        return null;
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
