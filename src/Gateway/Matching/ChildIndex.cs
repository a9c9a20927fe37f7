using Gateway.Matching.Held;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching;

/// <summary>
/// The children of our own index: number, date of birth, present name and home councils, and no safeguarding fact. Whoever asks
/// before they are there waits for them; what changes is swapped in one reference.
/// </summary>
public sealed class ChildIndex : Children
{
    private readonly FindInIndex _find;
    private readonly Func<int, ChildHeld> _at;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Recognised? _now;

    internal ChildIndex(FindInIndex find) => (_find, _at) = (find, ordinal => Now.At(ordinal));

    public override bool IsReady => _now is not null;

    public int Count => Now.Count;

    internal override DateTimeOffset AsOf => Now.Index.AsOf;

    internal override string Parameters => _find.Parameters;

    /// <summary>What is answered from now.</summary>
    internal Recognised Now
    {
        get
        {
            if (_now is null) _ready.Task.GetAwaiter().GetResult();
            return _now!;
        }
    }

    /// <summary>From here on questions are answered from this.</summary>
    internal void Become(Recognised recognised)
    {
        _now = recognised;
        _ready.TrySetResult();
    }

    /// <summary>Whoever waits learns that nobody can look.</summary>
    internal void Fail(Exception fault) => _ready.TrySetException(fault);

    /// <inheritdoc cref="Children.MatchAsync"/>
    public ChildMatch Match(NhsNumber number, DateOnly dateOfBirth) =>
        Held(number) is { Home: { } home } child && child.Born == dateOfBirth ? new ChildMatch.Exact(home) { Held = child } : ChildMatch.None.Instance;

    /// <inheritdoc/>
    public override async ValueTask<ChildMatch> MatchAsync(NhsNumber number, DateOnly dateOfBirth, CancellationToken stopping)
    {
        if (!IsReady) await _ready.Task.WaitAsync(stopping);
        return Match(number, dateOfBirth);
    }

    internal override Rejection? WhyRejected(MatchingQuestion question) => _find.WhyRejected(question);

    internal override async ValueTask<Sought> FindAsync(MatchingQuestion question, CancellationToken stopping)
    {
        if (!IsReady) await _ready.Task.WaitAsync(stopping);
        // A place that the matcher gives is known here before it gives it, and means the same child for good.
        return new Sought.Done(_find.In(Now.Index, question), _at);
    }

    internal override async ValueTask<HeldUnder> HeldAsync(NhsNumber number, CancellationToken stopping)
    {
        if (!IsReady) await _ready.Task.WaitAsync(stopping);
        return Held(number) is { } held ? new HeldUnder.Found(held) : HeldUnder.Nobody.Instance;
    }

    // Whoever keeps something does not wait for the index: until it is there, nobody can say.
    internal override ValueTask<HeldUnder> WhoseAsync(NhsNumber number, CancellationToken stopping) => ValueTask.FromResult<HeldUnder>(
        !IsReady ? new HeldUnder.NotKnown(LookFault.Unreachable) : (Held(number) ?? Now.WhoseFormer(number)) is { } held ? new HeldUnder.Found(held) : HeldUnder.Nobody.Instance);

    internal override bool IsCanary(NhsNumber number) => Now.Held.Canaries.Contains(number.Value);

    private ChildHeld? Held(NhsNumber number) => Now is var now && now.Find(number) is >= 0 and var at ? now.At(at) : null;
}
