using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>One question's way from the index to its answer.</summary>
internal sealed class Search
{
    private readonly IndexState _state;
    private readonly MatchingParameters _parameters;
    private readonly Scratch _scratch;
    private readonly WeighChild _weigh;
    private readonly AnswerLine _line;
    private readonly List<Scope> _scopes;
    private readonly NumberHits _numbers;
    private readonly SealedAsked _sealed;
    private int _skipped;

    public Search(ChildrenIndex index, IndexState state, MatchingParameters parameters, Asked asked, Scratch scratch)
    {
        (_state, _parameters, _scratch) = (state, parameters, scratch);
        _weigh = new WeighChild(state, parameters, asked);
        _line = new AnswerLine(parameters.Limits.Possible, asked.Sex == Sexes.None ? 0 : Math.Max(0, parameters.Other.SexSame), parameters.Limits.ListMost);
        _scopes = Scopes(state.Live);
        _numbers = new NumberHits(state, state.Live, asked.Numbers, index.Keys.Numbers);
        _sealed = new SealedAsked(state, _weigh, new NumberHits(state, state.Sealed, asked.Numbers, index.Keys.Sealed), _line, scratch);
    }

    public MatchingOutcome Outcome(QuestionNotes notes)
    {
        Collect();
        var found = _scratch.Found;
        _sealed.Find(Scopes(_state.Sealed));
        var touched = _sealed.Withdraw(found);
        Unjoin(found);
        found.Sort(Weighed.Compare);
        var (answer, failed) = FindConflict.Is(Owners(), found) ? (MatchingAnswer.Conflict.Instance, Gates.Contradiction) : Answer(found);
        return new MatchingOutcome(answer, notes, Trail(found, failed, touched));
    }

    private void Collect()
    {
        var gather = new Gather(_state, _weigh, _numbers, _line, _scratch, _scratch.Found);
        foreach (var scope in _scopes) gather.From(scope);
        foreach (var hit in _numbers.All) gather.Add(ScopeOf(hit), hit.Row);
        _skipped = gather.ListsSkipped;
    }

    private (MatchingAnswer Answer, Gates Failed) Answer(List<Weighed> found)
    {
        if (found.Count == 0) return (MatchingAnswer.NotFound.Instance, Gates.None);
        var leader = found[0];
        var failed = CheckGates.Failed(leader, found.Count > 1 ? found[1].Total : null, _parameters.Limits, _weigh.Unplaced);
        var better = failed == Gates.None ? new FindHousehold(_scopes, _weigh, _numbers, _state).Of(leader, found) : [];
        if (failed == Gates.None && better.Count == 0) return (new MatchingAnswer.Single(Tell.Candidate(leader), Tell.Fields(leader, _weigh.Asked)), failed);
        return (Several(found, better), better.Count > 0 ? failed | Gates.Household : failed);
    }

    private MatchingAnswer Several(List<Weighed> found, List<Weighed> better)
    {
        // Who tripped the household's gate is listed beside the leader, however little is for them.
        foreach (var one in better)
            if (!found.Exists(other => other.Ordinal == one.Ordinal)) found.Add(one);
        return found.Count > _parameters.Limits.AtMost
            ? MatchingAnswer.TooMany.Instance
            : new MatchingAnswer.Possible([.. found.Select(child => Tell.Candidate(child))]);
    }

    private List<Weighed> Owners() =>
        [.. _numbers.All.Where(hit => hit.Level >= NumberLevel.Pupil).Select(hit => _weigh.Of(ScopeOf(hit), hit.Row, _numbers))];

    // A number of one of two children who must not be joined never finds the other.
    private void Unjoin(List<Weighed> found)
    {
        foreach (var hit in _numbers.All)
            found.RemoveAll(child => child.Ordinal != hit.Ordinal && _state.MayNotJoin(hit.Ordinal, child.Ordinal));
    }

    private Scope ScopeOf(Hit hit) => _scopes.Find(scope => ReferenceEquals(scope.Segment, hit.Segment));

    private List<Scope> Scopes(ImmutableArray<LiveSegment> segments)
    {
        var scopes = new List<Scope>(segments.Length);
        foreach (var live in segments)
        {
            var memo = _scratch.Memo(live.Segment);
            memo.Begin(live.Segment, _weigh.Names);
            scopes.Add(new Scope(live.Segment, live.Layer, live.IsApart, memo, AskedPlaces.Of(live.Segment.Places, _weigh.Asked.Place), new AskedIds(live.Segment.Names.Tokens, _weigh.Names)));
        }

        return scopes;
    }

    private MatchingTrail Trail(List<Weighed> found, Gates failed, ImmutableArray<int> touched) => new(
        [.. found.Take(MatchingTrail.Most).Select((child, at) => new Considered(child.Ordinal, child.Total, at == 0 ? failed : CheckGates.Failed(child, found[0].Total, _parameters.Limits, _weigh.Unplaced)))],
        found.Count, touched, _skipped)
    {
        IndexAsOf = _state.AsOf,
    };
}
