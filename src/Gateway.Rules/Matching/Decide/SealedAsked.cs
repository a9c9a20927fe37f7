using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Whether a question is for an identity that an adoption sealed. It is looked for every time, so that it takes the same time, and answers
/// nothing: the child who had it is withdrawn where the sealed identity fits better than the present one, and the desk is told.
/// </summary>
internal sealed class SealedAsked(IndexState state, WeighChild weigh, NumberHits numbers, AnswerLine line, Scratch scratch)
{
    public void Find(List<Scope> scopes)
    {
        var gather = new Gather(state, weigh, numbers, line, scratch, scratch.Sealed);
        foreach (var scope in scopes) gather.From(scope);
        foreach (var hit in numbers.All) gather.Add(scopes.Find(scope => ReferenceEquals(scope.Segment, hit.Segment)), hit.Row);
    }

    /// <summary>Takes the children whose sealed identity was asked for out of those who were found.</summary>
    /// <returns>Their ordinals, ascending.</returns>
    public ImmutableArray<int> Withdraw(List<Weighed> live)
    {
        var touched = ImmutableArray.CreateBuilder<int>();
        foreach (var identity in scratch.Sealed)
        {
            var present = live.FindIndex(child => child.Ordinal == identity.Ordinal);
            // Where somebody lives now is no sign of who they were: a sealed identity has no place of its own.
            if (present >= 0 && live[present].Total - Math.Max(0, weigh.PlaceBits(live[present].Place)) > identity.Total) continue;
            if (present >= 0) live.RemoveAt(present);
            touched.Add(identity.Ordinal);
        }

        touched.Sort();
        return touched.ToImmutable();
    }
}
