namespace Gateway.Rules.Federation.Pointers;

/// <summary>What a custodian's list comes to for one question: it speaks, or it does not and the custodian's own words are needed.</summary>
public abstract record ListSays
{
    private ListSays() { }

    /// <summary>Nothing of what was asked about is held, as of the time given. This is the custodian's own answer.</summary>
    /// <param name="AsOf">When the list was so.</param>
    /// <param name="Unlisted">How many children it can list neither by number nor by description.</param>
    public sealed record NothingHeld(DateTimeOffset AsOf, int Unlisted) : ListSays;

    /// <summary>The list does not settle the question.</summary>
    public sealed record AskLive(NotByList Why) : ListSays;
}

/// <summary>Why a list does not settle a question. The default is that there is none: what is forgotten cannot be read as "nothing held".</summary>
public enum NotByList
{
    /// <summary>There is no list, or none that speaks for everything that was asked.</summary>
    NoList,
    /// <summary>It points: there may be something, and the facts are asked for.</summary>
    Pointed,
    /// <summary>It was signed too long ago.</summary>
    Stale,
    /// <summary>The child may be among those whom it lists in a way that this question cannot be looked up by.</summary>
    MayBeMissing,
}
