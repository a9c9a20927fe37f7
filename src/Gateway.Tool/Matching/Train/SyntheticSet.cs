using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Matching.Linkage;
using Gateway.Rules.Matching.Questions;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.Matching.Families;
using Gateway.Tool.Synthetic.Matching.Questions;

namespace Gateway.Tool.Matching.Train;

/// <summary>
/// Synthetic children as they are registered, beside one question about each as a practitioner would type it. Those held back are asked for
/// too and registered nowhere, as in life.
/// </summary>
internal sealed class SyntheticSet(ulong seed)
{
    private static readonly ImmutableArray<LinkageField> Fields =
    [
        new("given", FieldKind.Given, false), new("family", FieldKind.Family, true), new("dob", FieldKind.Date, false),
        new("sex", FieldKind.Category, false), new("postcode", FieldKind.Postcode, true),
    ];

    private readonly List<string?[]> _left = [];
    private readonly List<string?[]> _right = [];

    public LinkageRecords Records(int population, Action<int> progress, CancellationToken cancel)
    {
        var draw = new FamilyDraw(FamilyBook.Embedded(), new FamilyRates(), seed, FamiliesCommand.AsOf);
        var questions = new QuestionDraw(draw, QuestionRates.Embedded());
        var room = new FamilyChild[FamilyDraw.Most];
        for (var household = 0L; _left.Count < population; household++)
        {
            cancel.ThrowIfCancellationRequested();
            var family = room.AsSpan(0, draw.Draw(household, room));
            foreach (ref readonly var child in family) Add(draw.Book, questions, child, family);
            progress(_left.Count);
        }

        return new LinkageRecords(Fields, [.. Fields.Select((_, at) => _left.Concat(_right).Select(row => row[at]).ToArray())], _left.Count);
    }

    private void Add(FamilyBook book, QuestionDraw questions, in FamilyChild child, ReadOnlySpan<FamilyChild> family)
    {
        if (!child.Is(FamilyMarks.HeldBack)) _left.Add(Registered(book, child));
        var dice = new FamilyDice(seed ^ 0x7A_11_C0_DEUL, child.Key);
        _right.Add(Asked(questions.Draw(child, family, ref dice).Question));
    }

    private static string?[] Registered(FamilyBook book, in FamilyChild child) =>
    [
        book.GivenOf(child), book.SurnameOf(child), Day(child.Born), child.Sex == Synthetic.People.Sex.Female ? "F" : "M",
        child.Postcode.IsEmpty || child.Is(FamilyMarks.Restricted) ? null : child.Postcode.ToString(),
    ];

    private static string?[] Asked(MatchingQuestion question) =>
    [
        question.Given, question.Surname, question.DateOfBirth is { } born ? Day(born) : null,
        question.Sex switch { Sexes.Female => "F", Sexes.Male => "M", _ => null }, question.Postcode,
    ];

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
