using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Consents.Pages;

/// <summary>What the family or the young person answered: yes, no or nothing yet, whose answer it is, and whether the child can decide this.</summary>
public sealed class AnswerModel : FamilyPage
{
    private static readonly string[] Boxes = ["kind", "state", "giver", "obtained", "informed", "freelyGiven", "reference", .. FamilyWords.Tests.Select(test => test.Name)];

    private const string Another = "another";

    private readonly Dictionary<string, string> _typed = [];

    public ImmutableArray<string> For { get; private set; } = [];

    public ImmutableArray<string> What { get; private set; } = [];

    public ImmutableArray<string> Recipients { get; private set; } = [];

    public TypedDay On { get; private set; } = new("", "", "");

    public bool IsSourceOfHarm { get; private set; }

    /// <summary>The agency has the opposite answer already: whose is this one?</summary>
    public ImmutableArray<(string Value, string Words)> Whose { get; private set; } = [];

    /// <summary>Earlier answers that this one replaces, or that it is another person's.</summary>
    public ImmutableArray<string> Ticked { get; private set; } = [];

    /// <summary>What was answered when it was asked whose answer this is: for anything else it is asked again.</summary>
    public string WhoseOf => $"{this["kind"]} {this["state"]} {this["giver"]}";

    public string this[string box] => _typed.GetValueOrDefault(box, "");

    public ImmutableArray<(string Value, string Words)> Items { get; } = [.. ItemWords.All.Select(item => (item.Word(), item.Name()))];

    /// <summary>Agencies that work where this one does.</summary>
    public ImmutableArray<(string Value, string Words)> Agencies => [.. Use<Register>().Agencies.Values.Where(agency => agency.Areas.Intersect(Who.Agency.Areas).Any())
        .OrderBy(agency => agency.Name, StringComparer.OrdinalIgnoreCase).Select(agency => (agency.Id, agency.Name))];

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

        foreach (var box in Boxes) _typed[box] = Typed.One(form, box).Trim();
        (For, What, Recipients) = (Typed.All(form, "purposes"), Typed.All(form, "items"), Typed.All(form, "recipients"));
        Ticked = Typed.One(form, "whose-of") == WhoseOf ? Typed.All(form, "whose") : [];
        (On, IsSourceOfHarm) = (TypedDay.From(form, "givenOn"), form["source"] == "yes");
        if (Ticked.Contains(Another) && Ticked.Length > 1) return await AskWhoseAsync("Select the earlier answers of the same person, or select another person");
        var (outcome, instead) = await TakeAsync("record", Body(), (read, body) => read.Record(body));
        return outcome switch
        {
            null => instead!,
            StepOutcome.WhoseIsIt => await AskWhoseAsync("Your agency has the opposite answer. Select whose this one is"),
            _ => await OfAsync(outcome, "What they answered is recorded."),
        };
    }

    // A change of mind replaces what was answered before: of two people both answers stay.
    private async Task<IActionResult> AskWhoseAsync(string fault)
    {
        var (found, instead) = await SearchAsync(new JsonObject { ["child"] = ChildBody });
        if (found is null) return instead!;
        Whose = [.. found.Consents.Where(before => before.Giver.HasParentalResponsibility() && before.Kind.Word() == this["kind"] && before.Stage != ConsentStage.Superseded).Select(before =>
            (before.Id.ToString(), $"The same person, and it replaces: {FamilyWords.Stage(before.Value().StageOn(found.Today), stands: true)}{(before.GivenOn is { } on ? $", {Clock.Day(on)}" : "")}, your record {before.Reference}")), (Another, "Another person with parental responsibility: none of these is replaced")];
        return Again([new FieldFault("whose", fault)]);
    }

    private JsonObject Body()
    {
        var body = new JsonObject { ["kind"] = this["kind"], ["state"] = this["state"], ["giver"] = this["giver"], ["reference"] = this["reference"] };
        foreach (var (name, chosen) in ((string, ImmutableArray<string>)[])[("purposes", For), ("items", What), ("recipients", Recipients)])
            if (!chosen.IsEmpty) body[name] = new JsonArray([.. chosen.Select(word => JsonValue.Create(word))]);
        if (this["state"] != "pending") body["givenOn"] = On.Text;
        if (this["state"] == "given")
        {
            body["obtained"] = this["obtained"];
            Flag(body, "informed", this["informed"]);
            Flag(body, "freelyGiven", this["freelyGiven"]);
        }

        if (this["giver"] == "self" && FamilyWords.Tests.Any(test => this[test.Name].Length > 0)) body["competence"] = Competence();
        if (IsSourceOfHarm) body["suspectedSourceOfHarm"] = true;
        if (Ticked.IsEmpty) return body;
        // Whoever was asked has said it of every answer that there was: what is not ticked is somebody else's.
        body["anotherGiver"] = true;
        if (!Ticked.Contains(Another)) body["supersedes"] = new JsonArray([.. Ticked.Distinct().Select(id => JsonValue.Create(id))]);
        return body;
    }

    private JsonObject Competence()
    {
        var judged = new JsonObject { ["kind"] = "general", ["assessedOn"] = On.Text };
        foreach (var (name, _) in FamilyWords.Tests) Flag(judged, name, this[name]);
        return judged;
    }

    private static void Flag(JsonObject body, string name, string typed)
    {
        if (typed is "yes" or "no") body[name] = typed == "yes";
    }
}
