using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Tool.Synthetic.Matching.Families;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>Makes the question that a practitioner would ask about a child, with the errors of life in it.</summary>
internal sealed class QuestionDraw
{
    private readonly FamilyBook _book;
    private readonly QuestionRates _rates;
    private readonly AskedNames _names;
    private readonly AskedPlace _place;
    private readonly AskedBirth _birth;
    private readonly AskedNumber _number;

    public QuestionDraw(FamilyDraw draw, QuestionRates rates)
    {
        (_book, _rates) = (draw.Book, rates);
        _names = new AskedNames(draw.Book, rates, new ShortForms());
        (_place, _birth, _number) = (new AskedPlace(draw.Book, rates), new AskedBirth(rates, draw.AsOf), new AskedNumber(rates, draw));
    }

    /// <param name="family">The household that the child is of, those held back with it.</param>
    public DrawnQuestion Draw(in FamilyChild child, ReadOnlySpan<FamilyChild> family, ref FamilyDice dice)
    {
        if (child.Is(FamilyMarks.Adopted) && dice.Chance(_rates["adopted", "former-identity"])) return AsBefore(child);
        var kind = Possible(_rates.Pick(ref dice), child);
        var postcode = kind.HasPostcode() || (kind.HasNumber() && dice.Chance(_rates["beside", "postcode-with-number"]));
        var question = new MatchingQuestion
        {
            Given = kind.HasGiven() ? _names.Given(child, family, ref dice) : null,
            Surname = kind.HasSurname() ? _names.Surname(child, ref dice) : null,
            DateOfBirth = kind == QuestionKind.NamesAgePostcode ? null : _birth.Date(child, family, ref dice),
            AgeAbout = kind == QuestionKind.NamesAgePostcode ? _birth.Age(child, ref dice) : null,
            Sex = Sex(child, ref dice),
            Postcode = postcode ? _place.Postcode(child, ref dice) : null,
            NhsNumber = kind.HasNumber() ? _number.Digits(child, family, kind, ref dice) : null,
            Upn = kind == QuestionKind.UpnNamesBirth ? PupilNumber.Of(child).Value : null,
        };
        return new DrawnQuestion(question, kind, AsksForSealed: false);
    }

    private DrawnQuestion AsBefore(in FamilyChild child) => new(
        new MatchingQuestion
        {
            Given = _book.Given[child.SealedGiven],
            Surname = _book.Surnames[child.SealedSurname],
            DateOfBirth = child.Born,
            NhsNumber = child.SealedNumber.Digits,
        },
        QuestionKind.NumberNamesBirth,
        AsksForSealed: true);

    private static QuestionKind Possible(QuestionKind kind, in FamilyChild child) =>
        (kind.HasNumber() && child.Number.IsEmpty) || (kind == QuestionKind.UpnNamesBirth && !child.Is(FamilyMarks.AtSchool))
            ? QuestionKind.NamesBirthPostcode
            : kind;

    private Sexes Sex(in FamilyChild child, ref FamilyDice dice)
    {
        if (!dice.Chance(_rates["beside", "sex"])) return Sexes.None;
        var female = child.Sex == People.Sex.Female != dice.Chance(_rates["sex", "wrong"]);
        return female ? Sexes.Female : Sexes.Male;
    }
}

/// <summary>A question, and whether it asks for an identity that an adoption sealed: then the right answer is that nobody is found.</summary>
internal readonly record struct DrawnQuestion(MatchingQuestion Question, QuestionKind Kind, bool AsksForSealed);
