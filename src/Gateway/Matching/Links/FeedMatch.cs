using Gateway.Federation;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Links;

/// <summary>A record of an agency as its feed sends it: its own number, and what it knows of the child.</summary>
internal sealed record FeedRecord(string Number, NhsNumber? NhsNumber, DateOnly? Born, char? Sex, string? Given);

/// <summary>What matching made of a record.</summary>
internal abstract record FeedMatch
{
    private FeedMatch() { }

    /// <summary>NHS number and date of birth agree with one child: the only match that makes a link by itself.</summary>
    public sealed record ByNumberAndDate(ChildAsked Child) : FeedMatch;

    /// <summary>The number was replaced by another: what led to this child still does, and it makes no link anew.</summary>
    public sealed record Superseded(ChildAsked Child) : FeedMatch;

    /// <summary>Perhaps one of some children: never a link, always somebody's task.</summary>
    public sealed record Possible : FeedMatch
    {
        public static readonly Possible Instance = new();

        private Possible() { }
    }

    /// <summary>Nobody could look: what led to a child still does, and the rest is somebody's task.</summary>
    public sealed record NotKnown : FeedMatch
    {
        public static readonly NotKnown Instance = new();

        private NotKnown() { }
    }

    public sealed record NotFound : FeedMatch
    {
        public static readonly NotFound Instance = new();

        private NotFound() { }
    }
}

/// <summary>Matches a record of a feed by NHS number and date of birth together.</summary>
internal sealed class MatchRecord(Children children)
{
    public async ValueTask<FeedMatch> OfAsync(FeedRecord record, CancellationToken stopping) =>
        record is not { NhsNumber: { } number, Born: { } born } ? FeedMatch.NotFound.Instance : await children.MatchAsync(number, born, stopping) switch
        {
            ChildMatch.Exact => new FeedMatch.ByNumberAndDate(new ChildAsked(number, born)),
            ChildMatch.Superseded => new FeedMatch.Superseded(new ChildAsked(number, born)),
            ChildMatch.NotKnown => FeedMatch.NotKnown.Instance,
            _ => FeedMatch.NotFound.Instance,
        };
}
