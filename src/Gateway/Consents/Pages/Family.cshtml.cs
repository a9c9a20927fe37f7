using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Consents.Pages;

/// <summary>Which child, and what the sharing is for: then what was recorded, and whether to ask at all.</summary>
public sealed class FamilyModel : FamilyPage
{
    public ImmutableArray<string> WrongBoxes { get; private set; } = [];

    public ImmutableArray<string> Before { get; private set; } = [];

    public ImmutableArray<string> Concerns { get; private set; } = [];

    public IActionResult OnGet() => MayRecord ? Page() : Turned(byRole: true);

    public async Task<IActionResult> OnPostAsync()
    {
        Child = CheckForm.From(Request.Form);
        (Before, Concerns) = (Typed.All(Request.Form, "before"), Typed.All(Request.Form, "concerns"));
        var birth = TypedBirth.Read(Child, Today);
        WrongBoxes = birth.Boxes;
        ImmutableArray<FieldFault> faults =
        [
            .. Fault(CheckForm.NhsNumberField, ChildWords.OfNumber(NhsNumber.Read(Child.NhsNumber, out _))),
            .. Fault(birth.Boxes.FirstOrDefault(CheckForm.DayField), birth.Words),
            .. Fault(CheckForm.ReasonField, Purposes.Any(one => one.Value == Child.Reason) ? null : "Select what the sharing is for"),
        ];
        return faults.IsEmpty ? await FoundAsync(seek: Seek()) : Again(faults);
    }

    private JsonObject Seek()
    {
        var seek = new JsonObject { ["purpose"] = Child.Reason };
        foreach (var (name, _) in FamilyWords.Before.Where(one => Before.Contains(one.Item1))) seek[name] = true;
        if (!Concerns.IsEmpty) seek["concerns"] = new JsonArray([.. Concerns.Distinct().Select(word => JsonValue.Create(word))]);
        return seek;
    }

    private static FieldFault[] Fault(string field, string? words) => words is null ? [] : [new FieldFault(field, words)];
}
