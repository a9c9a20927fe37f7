namespace Gateway.Rules.Federation.Pointers;

/// <summary>What a custodian signed about its list as a whole.</summary>
/// <param name="AsOf">When it was so, UTC: the time of the last signature, and never later than it was received.</param>
/// <param name="Covers">The kinds that it lists completely. Of any other it says nothing.</param>
/// <param name="Unlisted">How many children it can list neither by number nor by description, from 0.</param>
/// <param name="Described">How many lines have no number and can be found by description alone, from 0.</param>
public sealed record ListStanding(DateTimeOffset AsOf, PointerKinds Covers, int Unlisted, int Described);

/// <summary>What is asked of a list, and what the look-up found.</summary>
/// <param name="Kinds">The kinds of the items asked for.</param>
/// <param name="Beyond">Something is asked for that no list speaks for.</param>
/// <param name="Points">A token of the child, of one of the kinds, is in the list.</param>
/// <param name="ByNumber">The asker gave the child's number.</param>
/// <param name="ByDescription">The child was looked up by names and date of birth too.</param>
/// <param name="MustBeCurrent">The child's home council, the council where the child is found, or a child who is protected.</param>
public readonly record struct AskedOfList(PointerKinds Kinds, bool Beyond, bool Points, bool ByNumber, bool ByDescription, bool MustBeCurrent);

/// <summary>Judges one list for one question (wire words, section 2; rulings, 26).</summary>
public static class JudgeList
{
    /// <summary>
    /// The list speaks only where it covers all that was asked, was looked up in every way in which it lists children, does not point
    /// and is fresh enough. In every other case it does not.
    /// </summary>
    public static ListSays Of(ListStanding? list, in AskedOfList asked, DateTimeOffset now)
    {
        // A hit first: whatever else is wrong with a list, what it points to is worth a question.
        if (asked.Points) return new ListSays.AskLive(NotByList.Pointed);
        if (list is null || asked.Beyond || asked.Kinds == PointerKinds.None || (asked.Kinds & ~list.Covers) != 0) return new ListSays.AskLive(NotByList.NoList);
        if ((list.Unlisted > 0 && !asked.ByNumber) || (list.Described > 0 && !asked.ByDescription)) return new ListSays.AskLive(NotByList.MayBeMissing);
        var said = Freshness.Judge(CustodianSaid.NothingHeld, now - list.AsOf, asked.MustBeCurrent);
        return said.Said == Said.NothingHeld ? new ListSays.NothingHeld(list.AsOf, list.Unlisted) : new ListSays.AskLive(NotByList.Stale);
    }
}
