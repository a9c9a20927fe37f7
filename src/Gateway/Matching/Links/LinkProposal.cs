using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Matching.Links.Store;

namespace Gateway.Matching.Links;

/// <summary>A merge or a split as somebody proposes it.</summary>
/// <param name="Kept">Whose key stands for both, or whose records stay.</param>
/// <param name="Undoes">Of a split: the merge.</param>
/// <param name="Since">Of a split: from when on the two were one.</param>
/// <param name="Moves">Of a split: the links that are the other child's.</param>
internal sealed record LinkProposal(LinkEventKind Kind, ChildAsked Kept, ChildAsked Joined, string Reason, Guid? Undoes, DateTimeOffset? Since, ImmutableArray<Guid> Moves);
