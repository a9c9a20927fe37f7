using Gateway.Agencies;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;

namespace Gateway.Notices;

/// <summary>Somebody who has a notice, or has it next.</summary>
/// <param name="Roles">Everybody there with one of these, where it is nobody's alone.</param>
/// <param name="IsThere">Somebody can sign in as that; else the next one has it at once.</param>
internal sealed record Holder(int Step, NoticeRecipient Part, Agency Agency, string[] Roles, string? Person, string Title, bool IsThere);

/// <summary>
/// Who has a notice at a place of its chain: at the recipient's own agency, else at the council of its area where there is one alone; past whoever is not named, or
/// is nobody who can sign in.
/// </summary>
internal sealed class WhoHasIt(NoticeTerms terms, Register register, AgencyHours hours, NoticeSettings settings)
{
    /// <summary>The first who has it; none where the recipient's agency is no longer in the register.</summary>
    public Holder? First(InboxNotice notice, NoticeRow row, DateTimeOffset now)
    {
        if (register.Agencies.GetValueOrDefault(notice.Agency) is not { } agency) return null;
        var part = hours.First(row, notice.Red, now, agency);
        return (part == notice.Part ? null : Played(notice, part, agency, 1)) ?? Given(notice, agency);
    }

    /// <summary>Whether anybody who can sign in has it after them: past whoever is named and is not there.</summary>
    public bool AnybodyAfter(InboxNotice notice, NoticeRow row, NoticeTurn turn)
    {
        for (var next = Next(notice, row, turn.Part, turn.Step); next is not null; next = Next(notice, row, next.Part, next.Step))
            if (next.IsThere) return true;
        return Back(notice, row, turn) is not null;
    }

    /// <summary>
    /// Whoever sent it, once everybody there said or let it be that it is not theirs: it goes back to those who find out whose it is. None where nobody sent it, or where
    /// they have had it.
    /// </summary>
    public Holder? Back(InboxNotice notice, NoticeRow row, NoticeTurn last)
    {
        var step = BackStep(row);
        if (last.Step >= step || notice.FromAgency is not { } id || last.Agency == id || register.Agencies.GetValueOrDefault(id) is not { } sender) return null;
        return Played(notice, NoticeRecipient.LiaisonNurse, sender, step) ?? Played(notice, NoticeRecipient.Lead, sender, step);
    }

    /// <summary>Its place, after the chain and whoever leads at its end.</summary>
    public static int BackStep(NoticeRow row) => row.Next.Length + 3;

    /// <summary>The next who has it after so many steps; none where nobody is left.</summary>
    public Holder? Next(InboxNotice notice, NoticeRow row, NoticeRecipient before) => Next(notice, row, before, notice.Step);

    private Holder? Next(InboxNotice notice, NoticeRow row, NoticeRecipient before, int after)
    {
        if (register.Agencies.GetValueOrDefault(notice.Agency) is not { } agency) return null;
        for (var step = after; step <= row.Next.Length; step++)
            if (row.Next[step - 1] != before && Of(notice, row.Next[step - 1], agency, step + 1) is { } next) return next;
        // The chain is over, and the agency's lead has not had it: with them it stays. What whoever runs the service is told of is nobody else's there; a head's is an allegation, which may name a lead.
        var last = row.Next.Length + 2;
        return before is NoticeRecipient.Lead or NoticeRecipient.Operations or NoticeRecipient.HeadTeacher || after >= last ? null : Played(notice, NoticeRecipient.Lead, agency, last);
    }

    private Holder? Of(InboxNotice notice, NoticeRecipient part, Agency agency, int step) => part switch
    {
        NoticeRecipient.Deputy => Named(notice, part, agency, step, FirstRole(notice, agency) is { } role ? agency.MailboxOf(role)?.Deputy : null),
        NoticeRecipient.Colleague => Named(notice, part, agency, step, notice.Colleague),
        NoticeRecipient.Department => notice.Roles.Length == 0 ? null : Played(notice, part, agency, step, Split(notice.Roles)),
        NoticeRecipient.Operations => settings.Operations is { } id && register.Agencies.GetValueOrDefault(id) is { } own ? Played(notice, part, own, step) : null,
        _ => Played(notice, part, agency, step),
    };

    private Holder? Named(InboxNotice notice, NoticeRecipient part, Agency agency, int step, string? person) =>
        person is null || person == notice.Person ? null : new Holder(step, part, agency, [], person, Title(part, agency, notice), agency.Issuer is not null);

    private Holder? Played(InboxNotice notice, NoticeRecipient part, Agency agency, int step, string[]? given = null)
    {
        // Of several councils none is guessed: then it stays at the agency.
        var council = agency.Areas.Select(register.CouncilOf).Distinct().ToArray() is [var only] ? only : null;
        foreach (var at in (Agency?[])[agency, council])
            if (at is not null && (given ?? [.. terms.Part(part, at.Kind.Word(), notice.PostedAt)?.Roles ?? []]) is { Length: > 0 } roles && at.Has(roles))
                return new Holder(step, part, at, roles, null, Title(part, at, notice), true);
        return null;
    }

    private Holder Given(InboxNotice notice, Agency agency)
    {
        var roles = Split(notice.Roles);
        var isThere = notice.Person is null ? agency.Has(roles) : agency.Issuer is not null;
        return new Holder(1, notice.Part, agency, notice.Person is null ? roles : [], notice.Person, Title(notice.Part, agency, notice), isThere);
    }

    private string Title(NoticeRecipient part, Agency agency, InboxNotice notice) => terms.Part(part, agency.Kind.Word(), notice.PostedAt)?.Title ?? part.Word();

    private static string? FirstRole(InboxNotice notice, Agency agency) => Split(notice.Roles).FirstOrDefault(role => agency.MailboxOf(role) is not null);

    internal static string[] Split(string roles) => roles.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
