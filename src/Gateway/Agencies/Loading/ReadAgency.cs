using System.Collections.Immutable;

namespace Gateway.Agencies.Loading;

/// <summary>Reads one agency, and the custodians under it.</summary>
internal static class ReadAgency
{
    public static readonly ImmutableArray<string> Members =
        ["id", "name", "kind", "areas", "telephones", "issuer", "relationships", "notices", "supervisors", "mailboxes", "webhook", "receiving", "queue", "officers", "seniors", "services", "school", "designatedOfficer", "custodians"];

    public static (Agency Agency, ImmutableArray<Custodian> Custodians) From(Entry entry, RegisterTerms terms)
    {
        var (issuer, kind, areas, relationships) = (IssuerOf(entry, terms), Kind(entry), Areas(entry), Relationships(entry, terms));
        var agency = new Agency(
            Id(entry), entry.Text("name"), kind, areas,
            ReadTelephonesOf(entry), issuer, relationships, Notices(entry, terms))
        {
            Supervisors = entry.Has("supervisors") ? entry.Words("supervisors") : [],
            Mailboxes = ReadMailboxes.From(entry, issuer),
            Webhook = WebhookOf(entry, "webhook", terms),
            Receiving = ReceivingOf(entry, kind, terms),
            Queue = entry.Has("queue") && entry.Flag("queue"),
            Officers = ReadOfficers.From(entry),
            School = ReadSchool.From(entry, kind),
            DesignatedOfficer = ReadSchool.Officer(entry, kind),
            Seniors = ReadSeniors.From(entry),
            Services = ReadServices.From(entry, kind, areas, issuer, relationships),
        };
        if (agency.Kind.OnlyRefers()) HoldToReferring(entry, agency);
        return (agency, [.. entry.Objects("custodians", ReadCustodian.Members).Select(c => ReadCustodian.From(c, agency, terms))]);
    }

    // Whoever refers is answered, so somebody there has what nobody took.
    private static void HoldToReferring(Entry entry, Agency agency)
    {
        if (entry.Raw("custodians") is { ValueKind: System.Text.Json.JsonValueKind.Array } custodians && custodians.GetArrayLength() > 0)
            entry.Fault("custodians", $"must be empty: nothing is asked of a {agency.Kind.Word()} agency here");
        if (agency.Issuer is not { } issuer) return;
        foreach (var role in issuer.Roles.Values.Where(role => !ReferringRoles.IsOutsideMatrix(role)))
            entry.Fault("issuer roles", $"'{role}' asks, and nobody at a {agency.Kind.Word()} agency does");
        if (!agency.Has(ReferringRoles.Lead)) entry.Fault("issuer roles", $"must name a {ReferringRoles.Lead}: else what nobody took would be nobody's");
    }

    public static string Id(Entry entry)
    {
        var id = entry.Text("id");
        if (id.Length > 0 && !RegisterWords.IsId(id)) entry.Fault("id", "must be lower-case words joined by hyphens, such as brook-street");
        return id;
    }

    private static AgencyKind Kind(Entry entry)
    {
        var word = entry.Text("kind");
        if (AgencyKindWords.TryRead(word, out var kind) || word.Length == 0) return kind;
        entry.Fault("kind", $"must be one of {string.Join(", ", Enum.GetValues<AgencyKind>().Select(k => k.Word()))}");
        return kind;
    }

    private static ImmutableArray<string> Areas(Entry entry)
    {
        var areas = entry.Words("areas");
        foreach (var area in areas.Where(area => !RegisterWords.IsId(area)))
            entry.Fault("areas", $"'{area}' must be lower-case words joined by hyphens");
        return areas;
    }

    private static Telephones ReadTelephonesOf(Entry entry) =>
        entry.Object("telephones", ReadTelephones.Members) is { } telephones
            ? ReadTelephones.From(telephones)
            : new Telephones(new DutyLine(new TelephoneLine("", ""), null), null);

    private static Issuer? IssuerOf(Entry entry, RegisterTerms terms) =>
        entry.ObjectOrNone("issuer", ReadIssuer.Members) is { } issuer ? ReadIssuer.From(issuer, terms) : null;

    private static RelationshipSource? Relationships(Entry entry, RegisterTerms terms)
    {
        if (entry.ObjectOrNone("relationships", ["endpoint", "types", "verifiedBy"]) is not { } relationships) return null;
        var types = relationships.Words("types");
        foreach (var unknown in types.Where(type => !RegisterWords.RelationshipTypes.Contains(type)))
            relationships.Fault("types", $"'{unknown}' is not a type of relationship");
        return new RelationshipSource(Endpoints.Base(relationships, "endpoint", terms.AllowPlainHttp)!, types) { VerifiedBy = ReadVerifiedBy.From(relationships, terms) };
    }

    // A referral is asked of a council and of nobody else.
    private static Webhook? ReceivingOf(Entry entry, AgencyKind kind, RegisterTerms terms)
    {
        var receiving = WebhookOf(entry, "receiving", terms);
        if (receiving is not null && kind != AgencyKind.LocalAuthority) entry.Fault("receiving", "is for a local-authority: nobody else receives referrals");
        return receiving;
    }

    private static Webhook? WebhookOf(Entry entry, string name, RegisterTerms terms)
    {
        if (entry.ObjectOrNone(name, ["endpoint", "key"]) is not { } webhook) return null;
        var key = webhook.Text("key");
        if (key.Length > 0 && !RegisterWords.IsId(key)) webhook.Fault("key", "must be lower-case words joined by hyphens");
        return new Webhook(Endpoints.Base(webhook, "endpoint", terms.AllowPlainHttp)!, key);
    }

    private static Uri? Notices(Entry entry, RegisterTerms terms) =>
        entry.ObjectOrNone("notices", ["endpoint"]) is { } notices ? Endpoints.Base(notices, "endpoint", terms.AllowPlainHttp) : null;
}
