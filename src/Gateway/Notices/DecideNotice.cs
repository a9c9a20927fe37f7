using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Notices.Store;
using Gateway.Policy;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Notices;

/// <summary>What one holder of a notice may be told of the child.</summary>
/// <param name="Told">False where nothing at all may be told: it says to ring, and nothing else.</param>
/// <param name="Items">Each item with what was decided of it.</param>
internal sealed record NoticeDecision(bool Told, ImmutableArray<ItemDecision> Items, ReadOnlyMemory<byte> PolicyHash)
{
    /// <summary>What goes, such as <c>plan-flag=share attendance-dates=share-less</c>.</summary>
    public string Going => string.Join(' ', Items.Where(item => item.Outcome is Outcome.Share or Outcome.ShareLess).Select(item => $"{item.Item.Word()}={item.Outcome.Word()}"));
}

/// <summary>
/// A notice is a disclosure (rulings, 23): what it tells of the child passes through the policy in force for whoever has it, in every one of
/// their roles, and for the purpose of their part, or of the part that is that role's alone. Where the matrix lets nothing go the notice stays, and says only to ring.
/// </summary>
internal sealed class DecideNotice(PoliciesInForce policies, NoticeTerms terms, TimeProvider time)
{
    private static readonly byte[] NoPolicy = new byte[32];

    public NoticeDecision Of(InboxNotice notice, NoticeRow row, Holder holder)
    {
        var tells = notice.Tells(row);
        // It came from them and went back: what they sent they know, and they are told nothing more of the child.
        if (notice.About is not { } child || tells.IsEmpty || holder.Step == WhoHasIt.BackStep(row)) return new NoticeDecision(true, [], NoPolicy);
        // A deputy has it as the mailbox would.
        var (part, roles) = holder.Part == NoticeRecipient.Deputy ? (notice.Part, WhoHasIt.Split(notice.Roles)) : (holder.Part, holder.Roles);
        if (policies.Current is not { } policy) return new NoticeDecision(false, [], NoPolicy);
        var kind = Agencies.AgencyKindWords.Word(holder.Agency.Kind);
        if (terms.Part(part, kind, notice.PostedAt)?.Purpose is null || roles.Length == 0) return new NoticeDecision(false, [], policy.Hash);
        var involvement = holder.Agency.Id == notice.Agency ? notice.Involvement : null;
        var decided = roles.Select(role => Decide.Request(policy, new RequestFacts(time.GetUtcNow(), role, terms.Purpose(part, kind, role, notice.PostedAt)!.Value, tells)
        {
            Relationship = involvement,
            AgeYears = child.AgeOn(Clock.Today(time)),
        })).ToArray();
        var items = tells.Select((_, place) => decided.Select(one => one.Items[place]).MinBy(one => Strength(one.Outcome))).ToImmutableArray();
        return new NoticeDecision(items.Any(item => Strength(item.Outcome) > 0), items, policy.Hash);
    }

    // What needs a reason or somebody's word is not sent unasked.
    private static int Strength(Outcome outcome) => outcome switch
    {
        Outcome.Share => 2,
        Outcome.ShareLess => 1,
        _ => 0,
    };
}
