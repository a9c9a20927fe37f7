using Gateway.Agencies;
using Gateway.Notices;
using Gateway.Rules.Notices;

namespace Gateway.Referrals;

/// <summary>Whose notice it is where an agency is asked: whoever leads there, or, where nobody can sign in as that, everybody there whose role refers.</summary>
internal sealed class WhoAnswers(Register register, NoticeTerms notices, ReferralTables tables)
{
    public IEnumerable<PostingTo> At(string agency, DateTimeOffset at)
    {
        var lead = new PostingTo(NoticeRecipient.Lead, agency);
        if (register.Agencies.GetValueOrDefault(agency) is not { Issuer: { } issuer } asked) return [lead];
        if (notices.Part(NoticeRecipient.Lead, asked.Kind.Word(), at) is { } part && asked.Has(part.Roles.AsSpan())) return [lead];
        var day = LondonTime.Day(at);
        return issuer.Roles.Values.Where(role => tables.Parts.Refers(role, day)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(role => lead with { Role = role });
    }

    /// <summary>The same, each by the role whose mailbox it is.</summary>
    public IEnumerable<PostingTo> ByRole(string agency, DateTimeOffset at) => At(agency, at).SelectMany(to =>
        to.Role is not null || register.Agencies.GetValueOrDefault(agency) is not { } asked || notices.Part(NoticeRecipient.Lead, asked.Kind.Word(), at) is not { } part
            ? (IEnumerable<PostingTo>)(to.Role is null ? [] : [to])
            : part.Roles.Where(role => asked.Has(role)).Select(role => to with { Role = role }));
}
