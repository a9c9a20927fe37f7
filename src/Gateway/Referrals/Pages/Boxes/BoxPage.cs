using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Form;

namespace Gateway.Referrals.Pages.Boxes;

/// <summary>The boxes of one page: what stands in them, what is wrong, and what may be chosen.</summary>
/// <param name="Words">The place in the form that the fields' words are under.</param>
internal sealed record BoxPage(string Words, ImmutableArray<FormField> Fields, Typed Typed, ImmutableArray<FieldFault> Faults, ReferralCodes Codes, Register Register, DateOnly Today)
{
    public IEnumerable<Box> Boxes => Fields.Where(one => one is not FormField.Id).Select(one => new Box(this, one, one.Name, $"{Words}/{one.Name}"));

    /// <summary>The list that a row was just added to: it is where somebody goes on.</summary>
    public string? Added { get; init; }

    /// <summary>How each field is asked for, by its place.</summary>
    public Func<string, Asked> Say { get; init; } = FieldWords.Of;

    /// <summary>Answers of a shared list that this page does not take, each after the name of its box.</summary>
    public ImmutableArray<string> NotOffered { get; init; } = [];

    public string? FaultOf(string box) => Faults.FirstOrDefault(fault => fault.Field == box)?.Words;

    public Box Of(string name) => Boxes.First(box => box.Id == name);

    public IEnumerable<(string Value, string Label)> Councils => Register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.LocalAuthority)
        .OrderBy(agency => agency.Name, StringComparer.OrdinalIgnoreCase).Select(agency => (agency.Id, agency.Name));
}

/// <summary>One field on a page.</summary>
/// <param name="Id">Its name in the form, and its id on the page.</param>
/// <param name="Path">Its place among the words.</param>
internal sealed record Box(BoxPage Page, FormField Field, string Id, string Path)
{
    private const int LongestLine = 200;

    public Asked Asked => Page.Say(Path);

    public string? Fault => Page.FaultOf(Id);

    public string Value => Page.Typed.One(Id);

    public bool Has(string value) => Page.Typed.All(Id).Contains(value);

    /// <summary>What a step may say it asks outright: which of them it must say is its own rule.</summary>
    public bool IsOfStep => Page.Words == "step";

    public bool IsLong => Field is FormField.Text { Most: > LongestLine };

    public int Lines => IsOfStep ? 3 : Field is FormField.Text { Most: >= 4000 } ? 6 : 2;

    public string? DescribedBy => string.Join(' ', ((string?[])[Asked.Hint is null ? null : Id + "-hint", Fault is null ? null : Id + "-error"]).OfType<string>()) is { Length: > 0 } ids ? ids : null;

    public IEnumerable<Box> Inner => Field switch
    {
        FormField.Group group => Under(group.Fields, Id + "-"),
        _ => [],
    };

    public IEnumerable<ImmutableArray<Box>> Rows => Field is FormField.Rows rows ? Enumerable.Range(0, Page.Typed.Rows(Id)).Select(n => Under(rows.Fields, $"{Id}-{n}-").ToImmutableArray()) : [];

    /// <summary>A question with more to be said about it: one thing to ask, and not a group.</summary>
    public bool IsQuestion => Field is FormField.Group { Fields: [FormField.Choice { Name: "answer" }, _] };

    public IEnumerable<(string Value, string Label)> Options => Known.Where(option => !Page.NotOffered.Contains($"{Id} {option.Value}"));

    private IEnumerable<(string Value, string Label)> Known => Field switch
    {
        FormField.Choice { Name: "outcome" } outcome => outcome.Of.Select(word => (word, FieldWords.Outcome(word))),
        FormField.Choice { Name: "purpose" } purpose => purpose.Of.Select(word => (word, FieldWords.Purpose(word))),
        FormField.Choice choice => choice.Of.Select(word => (word, FieldWords.Choice(word))),
        FormField.Code code => Page.Codes.Labels(code.List, Page.Today).Select(each => (each.Code, each.Label)),
        FormField.Codes codes => Page.Codes.Labels(codes.List, Page.Today).Select(each => (each.Code, each.Label)),
        FormField.Flag => [("yes", "Yes"), ("no", "No")],
        FormField.Council => Page.Councils,
        _ => [],
    };

    private IEnumerable<Box> Under(ImmutableArray<FormField> fields, string under) =>
        fields.Where(one => one is not FormField.Id).Select(one => new Box(Page, one, under + one.Name, $"{Path}/{one.Name}"));
}
