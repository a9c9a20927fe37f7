using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Incidents.Form;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>One child as a page of its own, with the effect on this child. What brothers and sisters share is typed once; the home is asked with the first of them.</summary>
internal sealed class ChildModel : IncidentPage
{
    private const string Children = "children";
    private const string Relationships = "relationships";
    private const string Injuries = "injuries";
    private const int Unsaved = 99;

    /// <summary>The box that answers for the four of the home.</summary>
    public const string HomeAtOnce = "home-all";

    private static readonly ImmutableArray<string> Shared = ["lastName", "livesHere", "address", Relationships, "gpPractice"];
    private static readonly ImmutableArray<FormField> Fields = IncidentForm.Tasks[Children].Fields.OfType<FormField.Rows>().Single().Fields;
    private static readonly ImmutableArray<FormField> Home = [.. IncidentForm.Tasks[Children].Fields.Where(field => field.Name == "home")];

    /// <summary>Which of them it is, from 0; none where it is a new one.</summary>
    public int? At { get; private set; }

    public string Title => At is null ? "Add a child" : "Change a child";

    public string Address => $"{Here}/children/{(At is { } at ? $"{at + 1}" : "new")}";

    public bool IsFirst => Place == 0;

    public BoxPage Boxed => Form("child", Fields) with { Added = Added };

    /// <summary>The page in parts: what every child is asked, and what only some are, closed until it is wanted.</summary>
    public IEnumerable<(string? Only, ImmutableArray<Box> Boxes)> Above =>
    [
        (null, Named("firstName", "lastName", "dateOfBirth")),
        ("I do not know the name or the date of birth, or the child is not born yet", Named("description", "dueDate", "estimatedAge")),
        (null, Named("nhsNumber", "sex", "livesHere")),
        ("This child lives somewhere else", Named("address")),
        (null, Named("whereWas", "seen", "injured", Injuries, "effect")),
    ];

    public ImmutableArray<Box> Below => Named("gpPractice", "knownPlan", "risk", "council");

    public BoxPage HomeBoxed => Form("home", Home);

    /// <summary>Nothing stands of the home yet: the four can be answered at once. Where one stands, each is changed by itself.</summary>
    public bool AsksHomeAtOnce => Rooms().All(room => Typed.One(room).Length == 0);

    /// <summary>Each adult, with what they are to this child.</summary>
    public IEnumerable<(int Person, string Name, string Box, string Value)> Related => PeopleNames.Select((name, n) =>
    {
        var row = Enumerable.Range(0, Typed.Rows(Relationships)).Where(k => Typed.One($"{Relationships}-{k}-person") == $"{n + 1}").Cast<int?>().FirstOrDefault();
        return (n + 1, name, $"{Relationships}-{n}-relationship", row is null ? "" : Typed.One($"{Relationships}-{row}-relationship"));
    });

    public string? RelatedFault => Faults.FirstOrDefault(fault => fault.Field.StartsWith(Relationships, StringComparison.Ordinal))?.Words;

    /// <summary>Schools that can be told here, in the force's areas and where this child lives: what is typed to name one, and which it is.</summary>
    public IEnumerable<(string Typed, string Which)> Schools => Offered.Select(school => (Called(school), $"{string.Join(" and ", school.Areas.Select(area => Use<Register>().CouncilOf(area)?.Name ?? area))}, number {school.School!.Urn}"));

    private ImmutableArray<Agency> Offered =>
        [.. Use<Register>().Agencies.Values.Where(agency => agency.School is not null && agency.Areas.Intersect([.. Who.Agency.Areas, .. LivesUnder()?.Areas ?? []]).Any()).OrderBy(agency => agency.Name, StringComparer.OrdinalIgnoreCase).ThenBy(agency => agency.Id, StringComparer.Ordinal)];

    private ImmutableArray<Box> Named(params string[] names) => [.. names.Select(Boxed.Of)];

    /// <summary>Something stands there, or is wrong.</summary>
    public bool IsOpen(ImmutableArray<Box> boxes) =>
        Typed.Boxes.Any(typed => boxes.Any(box => typed.Key == box.Id || typed.Key.StartsWith(box.Id + "-", StringComparison.Ordinal)) && typed.Value.Any(value => value.Length > 0))
        || Faults.Any(fault => boxes.Any(box => fault.Field == box.Id || fault.Field.StartsWith(box.Id + "-", StringComparison.Ordinal)));

    private string? Added { get; set; }

    private ImmutableHashSet<string>? _same;

    private int Place => At ?? ChildNames.Length;

    private string Kept => KeptAs(At ?? (ChildNames.IsEmpty ? 0 : null));

    /// <summary>By what name the page of a child is kept.</summary>
    public static string KeptAs(int? at) => $"child.{at ?? Unsaved}";

    public async Task<IActionResult> OnGetAsync(Guid id, string row)
    {
        if (await ReadyAsync(id, row) is { } other) return other;
        if (await TakeKeptAsync(Kept)) return Page();
        if (Saved(Children) is { } saved)
        {
            Typed = At is { } at ? Typed.Of(saved.GetProperty(Children)[at], Fields) : Typed.Of(saved.GetProperty(Children)[0], Fields.Where(field => Shared.Contains(field.Name)));
            if (IsFirst) Typed = Typed.With(Typed.Of(saved, Home));
        }
        else if (Saved("incident") is { } what && new FormPart(what, Today).Part("place")?.Is("childsHome") is true) Typed.Set("livesHere", "yes");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string row)
    {
        if (await ReadyAsync(id, row) is { } other) return other;
        Typed = Taken();
        var pressed = Request.Form["do"].ToString().Split(' ');
        if (pressed is ["remove", Injuries, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var mark)) Typed = Typed.WithoutRow(Injuries, mark);
        Typed = Typed.WithoutEmptyRows(Fields.OfType<FormField.Rows>().Single(rows => rows.Name == Injuries));
        if (pressed is ["add" or "remove", Injuries, ..]) return await ChangedAsync(pressed[0] == "add");
        var saved = await Use<SaveIncident>().RunAsync(Who, id, Children, ReadBoxes.Element(Body()), Stopping);
        if (saved is not TaskSaved.Saved) return await NotSavedAsync(Kept, saved, OnPage);
        await KeepAsync(Kept, null);
        if (pressed is ["another"]) return Redirect($"{Here}/children/new");
        return await OpenAsync(id) is { } gone ? gone : Redirect(Next);
    }

    public async Task<IActionResult> OnPostKeepAsync(Guid id, string row)
    {
        if (await ReadyAsync(id, row) is { } other) return other;
        await KeepAsync(Kept, Taken());
        return StatusCode(StatusCodes.Status204NoContent);
    }

    private async Task<IActionResult?> ReadyAsync(Guid id, string row)
    {
        if (await OpenAsync(id) is { } other) return other;
        // A child is related to somebody: they are named first.
        if (Saved("people") is null) return Redirect(AddressOf("people"));
        if (row == "new") return null;
        if (!int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > ChildNames.Length) return NotFound();
        At = number - 1;
        return null;
    }

    // An adult of whom nothing is said is no relationship; a school of the register is known by its number.
    private Typed Taken()
    {
        var typed = Typed.From(Request.Form, [.. Fields, .. Home]);
        for (var n = 0; n < PeopleNames.Length; n++)
            if (string.IsNullOrWhiteSpace(typed.One($"{Relationships}-{n}-relationship"))) typed = typed.WithoutRow(Relationships, n);
        typed = typed.WithoutEmptyRows(Fields.OfType<FormField.Rows>().Single(rows => rows.Name == Relationships));
        // What is said of one of the four stands; the answer to all is for the others.
        if (typed.One(HomeAtOnce) is { Length: > 0 } all)
            foreach (var room in Rooms().Where(room => typed.One(room).Length == 0)) typed.Set(room, all);
        var name = typed.One("school-name").Trim();
        Typed = typed;
        // A school of the same name elsewhere is another: none is guessed.
        var known = Offered.Where(school => string.Equals(Called(school), name, StringComparison.OrdinalIgnoreCase)).ToArray();
        typed.Set("school-urn", known is [var only] ? only.School!.Urn : "");
        return typed;
    }

    private static IEnumerable<string> Rooms() => Home.OfType<FormField.Group>().Single().Fields.Select(room => $"home-{room.Name}");

    // Where several that are offered have one name, the number says which.
    private string Called(Agency school) => (_same ??= SameName()).Contains(school.Name) ? $"{school.Name} ({school.School!.Urn})" : school.Name;

    private ImmutableHashSet<string> SameName() => Use<Register>().Agencies.Values.Where(agency => agency.School is not null).GroupBy(agency => agency.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase);

    // The council where the child lives, as far as that is typed or saved.
    private Agency? LivesUnder()
    {
        var (chosen, typed) = (Typed.One("council-agency"), Typed.One("address-postcode"));
        var postcode = typed.Length > 0 ? typed : Typed.One("livesHere") != "no" && Saved("incident") is { } what ? new FormPart(what, Today).Part("place")?.Text("postcode") : null;
        return Use<FindCouncil>().For(chosen.Length > 0 ? chosen : null, postcode, Who.Agency.Areas) switch
        {
            CouncilFound.Receives(var to) => to,
            CouncilFound.NotConnected(var to, _) => to,
            _ => null,
        };
    }

    private JsonObject Body()
    {
        var body = Saved(Children) is { } saved ? JsonNode.Parse(saved.GetRawText())!.AsObject() : [];
        if (IsFirst && ReadBoxes.Object(Typed, Home, "")["home"] is { } home) body["home"] = home.DeepClone();
        if (body[Children] is not JsonArray all) body[Children] = all = [];
        var own = ReadBoxes.Object(Typed, Fields, "");
        if (At is not { } at) all.Add(own);
        else
        {
            if (all[at]!["id"] is { } id) own["id"] = id.DeepClone();
            all[at] = own;
        }

        return body;
    }

    private ImmutableArray<Disclosure.FieldFault> OnPage(IReadOnlyList<Disclosure.FieldFault> faults)
    {
        var under = $"/{Children}/{Place}";
        var called = Typed.One("firstName").Trim() is { Length: > 0 } name ? name : null;
        return
        [
            .. FaultsOnPage.Of(faults.Where(fault => fault.Field.StartsWith(under, StringComparison.Ordinal)), under, Fields, Typed, called),
            .. FaultsOnPage.Of(faults.Where(fault => !fault.Field.StartsWith(under, StringComparison.Ordinal)), "", Home, Typed),
        ];
    }

    private async Task<IActionResult> ChangedAsync(bool adds)
    {
        if (adds && Typed.Rows(Injuries) is < 40 and var next)
        {
            Typed.Set($"{Injuries}-{next}-region", "");
            Added = Injuries;
        }

        await KeepAsync(Kept, Typed);
        return Page();
    }
}
