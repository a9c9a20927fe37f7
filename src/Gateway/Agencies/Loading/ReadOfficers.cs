using System.Collections.Immutable;
using Gateway.Rules.Referrals;

namespace Gateway.Agencies.Loading;

/// <summary>Reads the named officers of an agency.</summary>
internal static class ReadOfficers
{
    private static readonly ImmutableArray<string> Members = ["part", "practitioner", "name"];

    // What a role gives, and what follows from the referral itself, nobody is named for.
    private static readonly ImmutableArray<ReferralActor> Named =
    [
        ReferralActor.Manager, ReferralActor.EarlyHelp, ReferralActor.ConferenceService,
        ReferralActor.TeamManager, ReferralActor.ServiceManager, ReferralActor.HeadOfService, ReferralActor.Partner,
    ];

    public static ImmutableArray<Officer> From(Entry entry)
    {
        if (!entry.Has("officers")) return [];
        var officers = entry.Objects("officers", Members).Select(One).ToImmutableArray();
        foreach (var twice in officers.CountBy(officer => (officer.Part, officer.Subject)).Where(count => count.Value > 1)) entry.Fault("officers", $"names '{twice.Key.Subject}' twice for one part");
        return officers;
    }

    private static Officer One(Entry officer)
    {
        var word = officer.Text("part");
        if (word.Length > 0 && !(ReferralActorWords.TryRead(word, out var read) && Named.Contains(read)))
            officer.Fault("part", $"must be one of {string.Join(", ", Named.Select(part => part.Word()))}");
        ReferralActorWords.TryRead(word, out var part);
        return new Officer(part, officer.Text("practitioner"), officer.Text("name"));
    }
}
