using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Finds the child who is asked for: one confidently, a few for a person to choose among, or none, which is no proof of absence. The same
/// question, index and parameters give the same answer on any number of threads.
/// </summary>
public static class FindChild
{
    /// <summary>Answers a question.</summary>
    /// <param name="index">Who is held.</param>
    /// <param name="parameters">What evidence is worth.</param>
    /// <param name="question">As it was typed.</param>
    /// <param name="today">The day of the question, for ages.</param>
    public static MatchingOutcome In(ChildrenIndex index, MatchingParameters parameters, MatchingQuestion question, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(question);
        return ReadQuestion.From(question, index.Tables, parameters.ServedYears, today) switch
        {
            AskedReading.Refused refused => new MatchingOutcome(new MatchingAnswer.Rejected(refused.Why), refused.Notes, MatchingTrail.Nothing),
            AskedReading.Valid { Asked.Mother: not null } unborn => FindUnborn.In(index, unborn.Asked, unborn.Notes, parameters.Limits),
            AskedReading.Valid valid => Answer(index, parameters, valid),
            _ => throw new InvalidOperationException("unknown reading"),
        };
    }

    /// <summary>Why a question would be rejected before anything is read; null where it would not be. Depends on the question alone.</summary>
    public static Rejection? WhyRejected(Reading.NameTables tables, MatchingParameters parameters, MatchingQuestion question, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return ReadQuestion.From(question, tables, parameters.ServedYears, today) is AskedReading.Refused refused ? refused.Why : null;
    }

    private static MatchingOutcome Answer(ChildrenIndex index, MatchingParameters parameters, AskedReading.Valid question)
    {
        var scratch = Scratch.OfThread;
        try
        {
            return new Search(index, index.State, parameters, question.Asked, scratch).Outcome(question.Notes);
        }
        finally
        {
            scratch.Clear();
        }
    }
}

/// <summary>Finds unborn children by their mother, and nobody else; a person confirms each.</summary>
internal static class FindUnborn
{
    public static MatchingOutcome In(ChildrenIndex index, Asked asked, QuestionNotes notes, AnswerLimits limits)
    {
        var state = index.State;
        var mother = index.Keys.Numbers.Of(asked.Mother.GetValueOrDefault());
        ImmutableArray<HeldEntry.Unborn> found = [.. state.Unborn(mother).Where(child => child.MotherBorn == 0 || child.MotherBorn == asked.MotherBorn?.DayNumber)];
        var trail = MatchingTrail.Nothing with { IndexAsOf = state.AsOf, Considered = [.. found.Select(child => new Considered(child.Ordinal, 0, Gates.Total))], ConsideredCount = found.Length };
        return new MatchingOutcome(Answer(found, limits), notes, trail);
    }

    private static MatchingAnswer Answer(ImmutableArray<HeldEntry.Unborn> found, AnswerLimits limits)
    {
        if (found.IsEmpty) return MatchingAnswer.NotFound.Instance;
        if (found.Length > limits.AtMost) return MatchingAnswer.TooMany.Instance;
        return new MatchingAnswer.Possible([.. found.Select(child => new Candidate(child.Ordinal, GivenAgreement.NotCompared, child.Due.Year, null, IsUnborn: true))]);
    }
}
