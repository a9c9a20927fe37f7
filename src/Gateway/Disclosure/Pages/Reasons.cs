using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Pages;

/// <summary>What a role may look for, and what it then asks about: every item that the policy does not refuse outright.</summary>
public static class Reasons
{
    /// <summary>The purposes that can give a role something; where none can, those that it has a column for, to be refused in words.</summary>
    public static ImmutableArray<Purpose> For(PolicyBundle policy, string role)
    {
        var columns = Enum.GetValues<Purpose>().Where(purpose => ItemWords.All.Any(item => policy.Cell(role, purpose, item) is not null)).ToArray();
        var useful = columns.Where(purpose => ItemWords.All.Any(item => MayGive(policy, role, purpose, item))).ToArray();
        // Danger now is never the reason that stands chosen before anybody chose.
        return [.. (useful.Length > 0 ? useful : columns).OrderBy(purpose => purpose == Purpose.ImmediateProtection)];
    }

    /// <summary>An item that would go but that nobody of the register holds is left out, so that it does not read as a gap.</summary>
    public static ImmutableArray<Item> Items(PolicyBundle policy, Register register, string role, Purpose purpose)
    {
        ImmutableArray<Item> items = [.. ItemWords.All.Where(item => MayGive(policy, role, purpose, item) && CanAnswer(policy, register, role, purpose, item))];
        return items.IsEmpty ? [.. ItemWords.All.Where(item => policy.Cell(role, purpose, item) is not null)] : items;
    }

    /// <summary>The decisions that the role takes or feeds for a purpose: what a written reason may be for.</summary>
    public static ImmutableArray<DecisionSupported> Decisions(PolicyBundle policy, string role, Purpose purpose) =>
        [.. Enum.GetValues<DecisionSupported>().Where(decision => policy.Takes(role, purpose, decision))];

    private static bool CanAnswer(PolicyBundle policy, Register register, string role, Purpose purpose, Item item) =>
        item == Item.OutOfHoursContact
        || policy.Cell(role, purpose, item) is not { Outcome: Outcome.Share or Outcome.ShareLess }
        || !register.HoldersOf(item).IsEmpty;

    private static bool MayGive(PolicyBundle policy, string role, Purpose purpose, Item item) =>
        policy.Cell(role, purpose, item) is { Outcome: not Outcome.Refuse };
}
