using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Matching.Find;
using Gateway.Rules.Matching.Decide;

namespace Gateway.Matching.Pages;

/// <summary>A candidate as the page shows it, carried on the form so that a fault shows the same choice again.</summary>
public sealed record CandidateLine(string Handle, string Words)
{
    internal static CandidateLine Of(CandidateShown child)
    {
        var given = child.Given switch
        {
            GivenAgreement.Same => "the same first name",
            GivenAgreement.Near => "nearly the same first name",
            GivenAgreement.Different => "another first name",
            _ => "first name not compared",
        };
        var born = child.IsUnborn ? $"unborn, due {child.YearOfBirth}" : $"born {child.YearOfBirth}";
        return new CandidateLine(child.Handle, string.Join(", ", new[] { born, given, child.District is { } district ? $"postcode {district}" : null }.OfType<string>()));
    }
}

/// <summary>The choice, the fact and why, as they were typed.</summary>
public sealed record ConfirmForm(string Request, string Candidate, string Kind, string Text, string Reason, ImmutableArray<CandidateLine> Children)
{
    public const string CandidateField = "candidate";
    public const string KindField = "fact-kind";
    public const string TextField = "fact-text";
    public const string ReasonField = "why";
    public const string ListedHandle = "listed-handle";
    public const string ListedWords = "listed-words";

    private const int LongestHandle = 4096;
    private const int LongestTyped = 1000;
    private const int MostListed = 5;

    public static ConfirmForm Empty() => new(Guid.NewGuid().ToString("D"), "", "", "", "", []);

    public static ConfirmForm From(IFormCollection form)
    {
        string Typed(string field, int most) => form[field].ToString().Trim() is var text && text.Length <= most ? text : text[..most];
        var handles = form[ListedHandle].Where(handle => handle is { Length: <= LongestHandle }).Take(MostListed);
        var words = form[ListedWords].Where(text => text is { Length: <= 120 }).Take(MostListed);
        return new ConfirmForm(
            Typed(Disclosure.Pages.CheckForm.RequestField, 64), Typed(CandidateField, LongestHandle), Typed(KindField, 32), Typed(TextField, 120), Typed(ReasonField, LongestTyped),
            [.. handles.Zip(words, (handle, text) => new CandidateLine(handle!, text!))]);
    }

    internal (TypedFact? Fact, ImmutableArray<FieldFault> Faults) Read(MatchHandle? candidate)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (candidate is null) faults.Add(new FieldFault(CandidateField, "Select the child you mean"));
        var fact = FactWords.TryRead(Kind, out var kind) ? new TypedFact(kind, Text) : null;
        if (fact is null) faults.Add(new FieldFault(KindField, "Select what you type"));
        else if (PlainText.WhatIsWrong(Text, 120) is not null) faults.Add(new FieldFault(TextField, "Enter one more fact that you know of the child"));
        else if (candidate is not null && fact.WasGiven(candidate.Question)) faults.Add(new FieldFault(KindField, "You typed this before. Type something else that you know of the child"));
        if (PlainText.WhatIsWrong(Reason, LongestTyped) is not null) faults.Add(new FieldFault(ReasonField, "Enter why you think that it is this child"));
        return faults.Count > 0 ? (null, faults.ToImmutable()) : (fact, []);
    }
}
