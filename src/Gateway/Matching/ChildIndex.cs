using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching;

/// <summary>
/// The children whom the gateway can recognise: number, date of birth, present name and home councils, and no safeguarding
/// fact. By number it is sorted arrays; by what is known of a child it is the matcher's index, whose ordinals are the places here.
/// </summary>
public sealed class ChildIndex : Children
{
    private readonly long[] _numbers;
    private readonly int[] _births;
    private readonly ushort[] _homes;
    private readonly HomeSets _sets;
    private readonly HeldNames _names;
    private readonly FindInIndex _find;
    private readonly Func<int, ChildHeld> _at;

    internal ChildIndex(long[] numbers, int[] births, ushort[] homes, HomeSets sets, HeldNames names, FindInIndex find) =>
        (_numbers, _births, _homes, _sets, _names, _find, _at) = (numbers, births, homes, sets, names, find, At);

    public int Count => _numbers.Length;

    internal override DateTimeOffset AsOf => _find.AsOf;

    internal override string Parameters => _find.Parameters;

    /// <inheritdoc cref="Children.MatchAsync"/>
    public ChildMatch Match(NhsNumber number, DateOnly dateOfBirth)
    {
        var at = Array.BinarySearch(_numbers, number.Value);
        return at >= 0 && _births[at] == dateOfBirth.DayNumber
            ? new ChildMatch.Exact(_sets[_homes[at]])
            : ChildMatch.None.Instance;
    }

    /// <inheritdoc/>
    public override ValueTask<ChildMatch> MatchAsync(NhsNumber number, DateOnly dateOfBirth, CancellationToken stopping) => new(Match(number, dateOfBirth));

    internal override Rejection? WhyRejected(MatchingQuestion question) => _find.WhyRejected(question);

    internal override ValueTask<Sought> FindAsync(MatchingQuestion question, CancellationToken stopping) => new(new Sought.Done(_find.Run(question), _at));

    // The child at a place that the matcher gave.
    private ChildHeld At(int ordinal) => new(
        Number(ordinal), DateOnly.FromDayNumber(_births[ordinal]), _names.Given(ordinal), _names.Family(ordinal), _sets[_homes[ordinal]]);

    internal override ValueTask<HeldUnder> HeldAsync(NhsNumber number, CancellationToken stopping) =>
        new(Array.BinarySearch(_numbers, number.Value) is >= 0 and var at ? new HeldUnder.Found(At(at)) : HeldUnder.Nobody.Instance);

    internal override bool IsCanary(NhsNumber number) => _names.Canaries.Contains(number.Value);

    private NhsNumber Number(int ordinal) =>
        NhsNumber.TryFromFirstNine(_numbers[ordinal] / 10, out var number) ? number : throw new InvalidOperationException();
}
