using System.Collections.Immutable;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Federation.Pointers;

/// <summary>A custodian's list as it is now, but for what it points to.</summary>
/// <param name="Taken">How far its submissions are.</param>
/// <param name="Standing">What its custodian signed about it as a whole.</param>
/// <param name="Epoch">Under which key its tokens were made.</param>
/// <param name="Whole">The number of the submission that was the whole of it.</param>
/// <param name="Changes">How many changes were taken since.</param>
internal sealed record ListHeld(string Custodian, ListTaken Taken, ListStanding Standing, int Epoch, long Whole, int Changes);

/// <summary>What one submission makes of a list.</summary>
/// <param name="Before">What the list came to before; null where there was none.</param>
/// <param name="Tokens">Those of the whole list, or those in addition.</param>
internal sealed record ListMove(ListHeld List, string? Before, SubmissionKind Kind, ImmutableArray<ulong> Tokens)
{
    public override string ToString() => "(a move of a list)";
}
