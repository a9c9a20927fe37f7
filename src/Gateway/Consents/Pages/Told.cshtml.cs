using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Disclosure.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Consents.Pages;

/// <summary>Who was told what is shared, or why nobody was, and what they think of it.</summary>
public sealed class ToldModel : FamilyPage
{
    public ImmutableArray<string> For { get; private set; } = [];

    public string Informed { get; private set; } = "";

    public string View { get; private set; } = "";

    public string Because { get; private set; } = "";

    public string Limb { get; private set; } = "";

    public TypedDay On { get; private set; } = new("", "", "");

    public string Reference { get; private set; } = "";

    // Without the child there is nothing to record: the first page asks.
    public IActionResult OnGet() => Redirect("/family");

    public async Task<IActionResult> OnPostAsync()
    {
        var form = Request.Form;
        Child = CheckForm.From(form);
        if (form["do"] == "start")
        {
            (For, On) = ([Child.Reason], TypedDay.Of(Today));
            return Page();
        }

        (For, Informed, View, Because) = (Typed.All(form, "purposes"), Typed.One(form, "informed"), Typed.One(form, "view"), Typed.One(form, "because"));
        (Limb, On, Reference) = (Typed.One(form, "paragraph18"), TypedDay.From(form, "on"), Typed.One(form, "reference").Trim());
        var (outcome, instead) = await TakeAsync("engage", Body(), (read, body) => read.Engagement(body));
        return outcome is null ? instead! : await OfAsync(outcome, "What they were told is recorded.");
    }

    private JsonObject Body()
    {
        var body = new JsonObject { ["informed"] = Informed, ["view"] = View.Length == 0 && Informed == "nobody" ? "not-asked" : View, ["on"] = On.Text, ["reference"] = Reference };
        if (!For.IsEmpty) body["purposes"] = new JsonArray([.. For.Select(word => JsonValue.Create(word))]);
        if (Informed == "nobody" && Because.Length > 0) body["because"] = Because;
        if (Limb.Length > 0) body["paragraph18"] = Limb;
        return body;
    }
}
