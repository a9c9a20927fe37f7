using System.Globalization;
using Gateway.Acceptance.Replay.Playing;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>
/// What must never stand in an answer, whatever was expected of it: "nothing held" where somebody holds something, and a protected child's whereabouts or another
/// child's name where nobody let them go.
/// </summary>
internal sealed class WatchForHarm(RunningTimeline running)
{
    private static readonly string[] Responsible = ["plan-flag", "looked-after", "unborn-plan"];

    private readonly HashSet<Guid> _told = [];

    public IEnumerable<string> In(CheckSeen seen) => (seen.Reasoned is { } again ? new[] { seen.Plain, again } : [seen.Plain]).SelectMany(answered => In(seen, answered)).Distinct();

    /// <summary>Councils that were told of an attendance since the last look, and are responsible for no child of the file.</summary>
    public IEnumerable<string> ToldWrongly()
    {
        foreach (var notice in running.Agencies.Notices.Where(notice => notice.Kind == "attendance" && _told.Add(notice.NoticeId)))
            if (!running.People.All.Any(child => Responsible.Any(item => running.World.Holders(child, item, running.Today).Contains(running.Places.CustodianOf(notice.Recipient)))))
                yield return $"{notice.Recipient} was told of an attendance, and holds neither a plan nor a care status";
    }

    /// <summary>Referrals that somebody reads who neither sent nor received them.</summary>
    public async Task<IEnumerable<string>> ReadWronglyAsync(IReadOnlyList<ReferralSeen> sent)
    {
        var found = new List<string>();
        var people = running.Timeline.Events.Select(one => (one.Agency, one.Role)).Concat(running.Timeline.Expect.Select(one => (one.Agency, one.Role))).Distinct().Where(one => running.MaySignIn(one.Agency, one.Role)).ToArray();
        foreach (var referral in sent.Where(one => one.Fault is null))
        {
            var had = (await running.GetAsync(referral.Sender, $"v1/referrals/{referral.Id}")).List("children").Select(child => ReadAnswer.Text(child.GetProperty("council"), "agency")).Append(referral.Council).Append(referral.Sender.Agency).ToHashSet();
            foreach (var (agency, role) in people.Where(one => !had.Contains(one.Agency)))
                if (await running.GetAsync(Person.Of(agency, role), $"v1/referrals/{referral.Id}") is var seen && !seen.Is(404)) found.Add($"{agency}/{role} reads a referral that {referral.Sender.Agency} sent to {referral.Council}: {seen.Status}");
        }

        return found;
    }

    private IEnumerable<string> In(CheckSeen seen, Answered answered)
    {
        if (seen.About is { } child)
            foreach (var item in seen.Items)
                if (ReadAnswer.Of(answered, item) is ItemSeen.LetGo { Says: "nothing-held" } && Holders(child, item) is { Length: > 0 } holders)
                    yield return $"{item} reads \"nothing held\" and {string.Join(", ", holders)} holds it{Silence(holders)}";
        foreach (var whereabouts in Whereabouts(answered)) yield return whereabouts;
        foreach (var name in Named(seen, answered)) yield return name;
        if (seen.About is { } about && ReadAnswer.Count(answered) is { } count && running.World.Visits(about, running.Today) is var held && count < held && ReadAnswer.Visits(answered, "answered") == ReadAnswer.Visits(answered, "asked"))
            yield return $"{count.ToString(CultureInfo.InvariantCulture)} visits are shown as all there are, and custodians hold {held.ToString(CultureInfo.InvariantCulture)}";
    }

    private string[] Holders(Subject child, string item) => [.. running.World.Holders(child, item, running.Today)];

    private string Silence(string[] holders) => holders.Any(holder => running.Away.Any(agency => running.Places.CustodianOf(agency) == holder)) ? ", which was silent" : "";

    private IEnumerable<string> Whereabouts(Answered answered)
    {
        if (ReadAnswer.Of(answered, "address") is ItemSeen.LetGo) yield break;
        foreach (var child in running.People.All.Where(child => child.Protected))
            foreach (var address in child.Addresses)
                if (Has(answered, address.Postcode) || (address.Line.Length > 5 && Has(answered, address.Line))) yield return "the address of a child whose whereabouts are protected stands in the answer";
    }

    // What was typed may come back; nobody else may come with it.
    private IEnumerable<string> Named(CheckSeen seen, Answered answered)
    {
        foreach (var other in running.People.All)
            if (other.Number != seen.About?.Number && (Has(answered, other.Number) || Has(answered, $"{other.Number[..3]} {other.Number[3..6]} {other.Number[6..]}") || (seen.About is not null && Has(answered, other.Name))))
                yield return "another child than was asked about is named in the answer";
    }

    private static bool Has(Answered answered, string text) => answered.Text.Contains(text, StringComparison.OrdinalIgnoreCase);
}
