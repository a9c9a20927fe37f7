using System.Globalization;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Weights;
using Gateway.Tool.Synthetic.Matching.Families;
using Gateway.Tool.Synthetic.Matching.Questions;

namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>
/// Asks questions with the errors of life about children of a synthetic population, every second one about a child who is not in the
/// index while the family is, and counts what the answers were. A question depends on the seed and its place alone.
/// </summary>
internal sealed class TrialRun(ChildrenIndex index, MatchingParameters parameters, TrialPeople people, FamilyDraw draw, QuestionDraw questions, ulong seed)
{
    private const int Slice = 2_048;
    private const int KeptWrong = 200;

    public Tally Ask(long many, int threads, Action<long> asked, CancellationToken cancel)
    {
        var (whole, done, adding) = (new Tally(draw.Book.Origins.Count), 0L, new Lock());
        var slices = (many + Slice - 1) / Slice;
        Parallel.For(0L, slices, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, slice =>
        {
            var tally = new Tally(draw.Book.Origins.Count);
            var to = Math.Min(many, (slice + 1) * Slice);
            for (var question = slice * Slice; question < to; question++) Ask(question, tally);
            lock (adding)
            {
                whole.Add(tally);
                asked(done += to - slice * Slice);
            }
        });
        return whole;
    }

    private void Ask(long number, Tally tally)
    {
        Span<FamilyChild> room = new FamilyChild[FamilyDraw.Most];
        var dice = new FamilyDice(seed ^ 0xA5_4B_1D_0FUL, number);
        var present = number % 2 == 0;
        var (count, place) = Pick(ref dice, room, present);
        ref readonly var child = ref room[place];
        var drawn = questions.Draw(child, room[..count], ref dice);
        var outcome = FindChild.In(index, parameters, drawn.Question, draw.AsOf);
        // Whoever asks for an identity that an adoption sealed is to find nobody.
        var findable = present && !drawn.AsksForSealed;
        var right = findable ? people.OrdinalOf(child, room[..count]) : -1;
        var what = Judge(outcome.Answer, right);
        tally.Add(findable, child.Origin, drawn.Kind, what);
        tally.Promised.Add(child.Origin, outcome.Trail, right);
        if (outcome.Answer is MatchingAnswer.Possible(var few)) tally.Lengths[few.Length]++;
        if (what == TrialOutcome.SingleWrong && tally.Wrong.Count < KeptWrong) tally.Wrong.Add(new WrongSingle(number, findable, Told(drawn, child, outcome)));
    }

    private (int Count, int Place) Pick(ref FamilyDice dice, Span<FamilyChild> room, bool present)
    {
        while (true)
        {
            var count = draw.Draw((long)(dice.Share() * people.Households), room);
            // Each place is as likely as any other, so that a child of many is asked for as often as an only one.
            var place = dice.Below(FamilyDraw.Most);
            if (place < count && room[place].Is(FamilyMarks.HeldBack) != present) return (count, place);
        }
    }

    private static TrialOutcome Judge(MatchingAnswer answer, int right) => answer switch
    {
        MatchingAnswer.Single(var child, _) => child.Ordinal == right ? TrialOutcome.SingleRight : TrialOutcome.SingleWrong,
        MatchingAnswer.Possible(var few) => few.Any(candidate => candidate.Ordinal == right) ? TrialOutcome.PossibleWith : TrialOutcome.PossibleWithout,
        MatchingAnswer.TooMany => TrialOutcome.TooMany,
        MatchingAnswer.NotFound => TrialOutcome.NotFound,
        MatchingAnswer.Conflict => TrialOutcome.Conflict,
        _ => TrialOutcome.Rejected,
    };

    // Made-up people: they may be shown.
    private string Told(DrawnQuestion drawn, in FamilyChild child, MatchingOutcome outcome)
    {
        var q = drawn.Question;
        var opened = ((MatchingAnswer.Single)outcome.Answer).Child.Ordinal;
        return string.Create(CultureInfo.InvariantCulture,
            $"{drawn.Kind.Word()} asked [{q.Given} | {q.Surname} | {q.DateOfBirth:yyyy-MM-dd} | {q.Sex} | {q.Postcode} | {q.NhsNumber}] about [{Line(child)}] opened [{Line(people.HouseholdOf(opened), opened)}] {outcome.Trail.Considered[0].Total / 1000.0:F1} bits");
    }

    private string Line(long household, int ordinal)
    {
        Span<FamilyChild> room = new FamilyChild[FamilyDraw.Most];
        var count = draw.Draw(household, room);
        for (var place = 0; place < count; place++)
            if (!room[place].Is(FamilyMarks.HeldBack) && people.OrdinalOf(room[place], room[..count]) == ordinal) return Line(room[place]);
        return "?";
    }

    private string Line(in FamilyChild child) => string.Create(CultureInfo.InvariantCulture,
        $"{child.Household}/{child.Place} {draw.Book.GivenOf(child)} {draw.Book.SurnameOf(child)} {child.Born:yyyy-MM-dd} {child.Sex} {child.Postcode} {child.Marks} {draw.Book.Origins[child.Origin].Name}");
}
