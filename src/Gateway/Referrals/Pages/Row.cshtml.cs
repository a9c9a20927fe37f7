using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>One child, or one adult, as a page of its own: the task is saved with this one changed or added, so that nobody is typed twice.</summary>
internal sealed class RowModel : DraftPage
{
    private const string Relationships = "relationships";

    // What brothers and sisters share is typed once.
    private static readonly ImmutableArray<string> Shared = ["lastName", "ethnicGroup", "firstLanguage", "interpreter", "address", "gpPractice"];

    public string List { get; private set; } = "";

    /// <summary>Which of them it is, from 0; none where it is a new one.</summary>
    public int? At { get; private set; }

    public bool IsKept { get; private set; }

    public bool IsChild => List == "children";

    public string Title => (IsChild, At) switch
    {
        (true, null) => "Add a child",
        (true, _) => "Change a child",
        (_, null) => "Add an adult",
        _ => "Change an adult",
    };

    public string Back => $"{Here}/{List}";

    public string Address => $"{Back}/{(At is { } at ? $"{at + 1}" : Slot == Kept(List, null) ? "new" : Slot)}";

    public BoxPage Form => Boxes($"{List}/{List}".Replace("children/children", "children", StringComparison.Ordinal), [.. Fields.Where(one => one.Name != Relationships)], Typed);

    /// <summary>For an adult: each child, with what the adult is to them.</summary>
    public IEnumerable<(Guid Child, string Name, string Box, string Value, string? Fault)> Related => IsChild ? [] : Children.Select((child, n) =>
    {
        var row = Enumerable.Range(0, Typed.Rows(Relationships)).Where(k => Typed.One($"{Relationships}-{k}-child") == child.Id.ToString()).Cast<int?>().FirstOrDefault();
        var box = $"{Relationships}-{n}-relationship";
        return (child.Id, child.Name, box, row is null ? "" : Typed.One($"{Relationships}-{row}-relationship"), Faults.FirstOrDefault(fault => fault.Field == box)?.Words);
    });

    private Typed Typed { get; set; } = Typed.None;

    private FormField.Rows Rows => ReferralForm.Tasks[List].Fields.OfType<FormField.Rows>().Single();

    private ImmutableArray<FormField> Fields => Rows.Fields;

    private const int New = 99;
    private const int FirstWaiting = 90;

    /// <summary>By what name a page of this list is kept.</summary>
    public static string Kept(string list, int? at) => $"{(list == "children" ? "child" : "adult")}.{at ?? New}";

    /// <summary>By what name the second child and those after are kept until they are added, each as a new one, in this order.</summary>
    /// <param name="n">From 1 to 9.</param>
    public static string Waiting(int n) => Kept("children", New - n);

    public static bool IsWaiting(string kept) => Enumerable.Range(FirstWaiting, New - FirstWaiting).Any(n => kept == Kept("children", n));

    public async Task<IActionResult> OnGetAsync(Guid id, string list, string row)
    {
        if (await ReadyAsync(id, list, row) is { } other) return other;
        if (!IsChild && Saved(List) is null) return Redirect($"{Here}/tasks/household");
        if (KeptAs is null) return Redirect(Back);
        if (await Use<KeepTyped>().ReadAsync(id, KeptAs, HttpContext.RequestAborted) is { } kept) (Typed, IsKept) = (Typed.Kept(kept), true);
        else if (At is { } at && Saved(List) is { } saved) Typed = Typed.Of(saved.GetProperty(List)[at], Fields);
        else if (IsChild && Saved(List) is { } others) Typed = Typed.Of(others.GetProperty(List)[0], Fields.Where(field => Shared.Contains(field.Name)));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string list, string row)
    {
        if (await ReadyAsync(id, list, row) is { } other) return other;
        Typed = Typed.From(Request.Form, Fields);
        if (!IsChild) Typed = Typed.WithoutEmptyRows(Fields.OfType<FormField.Rows>().Single());
        // A second press is no second child. Whoever has another name is added: nobody who was typed is dropped.
        if (KeptAs is null && AddedBefore() is { } before) (At, KeptAs) = (before, Kept(List, before));
        var place = At ?? (Saved(List) is { } saved && saved.TryGetProperty(List, out var rows) ? rows.GetArrayLength() : 0);
        return await Use<SaveTask>().RunAsync(Who, id, List, ReadBoxes.Element(Body()), Stopping) switch
        {
            TaskSaved.Saved => await SavedAsync(id),
            TaskSaved.Faulty(var faults) => await FaultyAsync(id, FaultsOnPage.Of(faults, $"/{List}/{place}", Fields, Typed, Called)),
            TaskSaved.NotFound => NotFound(),
            TaskSaved.SentBefore => Redirect(Here),
            _ => await FaultyAsync(id, [new FieldFault("main-content", ReferralProblems.MovedOn.Detail)]),
        };
    }

    public async Task<IActionResult> OnPostKeepAsync(Guid id, string list, string row)
    {
        if (await ReadyAsync(id, list, row) is { } other) return other;
        await KeepAsync(id, Typed.From(Request.Form, Fields));
        return StatusCode(StatusCodes.Status204NoContent);
    }

    // By what name the page is kept; none where the new child for whom it stands was added, or left out, since it was opened.
    private string? KeptAs { get; set; }

    // Which new one the page stands for.
    private string Slot { get; set; } = "";

    private string? Called => IsChild && Typed.One("firstName").Trim() is { Length: > 0 } name ? name : null;

    private async Task<IActionResult?> ReadyAsync(Guid id, string list, string row)
    {
        if (list is not ("children" or "adults")) return NotFound();
        List = list;
        if (await OpenAsync(id) is { } other) return other;
        if (row == "new" || (IsChild && (row == Kept(List, 0) || IsWaiting(row)))) return await StandForAsync(id, row);
        if (!int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Saved(list) is not { } saved || !saved.TryGetProperty(list, out var rows) || number < 1 || number > rows.GetArrayLength()) return NotFound();
        At = number - 1;
        KeptAs = Kept(List, At);
        return null;
    }

    // The address says which new one it is. Worked out afresh, a second press would be about the next of them.
    private async Task<IActionResult?> StandForAsync(Guid id, string row)
    {
        var isFirst = IsChild && Saved(List) is null;
        if (isFirst && IsWaiting(row)) return Redirect($"{Back}/new");
        Slot = row != "new" ? row : Kept(List, isFirst ? 0 : null);
        var isThere = Slot == Kept(List, 0) ? isFirst : !IsWaiting(Slot) || await Use<KeepTyped>().ReadAsync(id, Slot, HttpContext.RequestAborted) is not null;
        KeptAs = isThere ? Slot : null;
        return null;
    }

    // At which place a child of the same name was saved.
    private int? AddedBefore()
    {
        if (NameOf(Typed) is not { Length: > 0 } name || Saved(List) is not { } saved) return null;
        var at = saved.GetProperty(List).EnumerateArray().ToList().FindIndex(child => string.Equals(NameOf(Typed.Of(child, Fields)), name, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : at;
    }

    private static string NameOf(Typed typed) => $"{typed.One("firstName").Trim()} {typed.One("lastName").Trim()}".Trim();

    private JsonObject Body()
    {
        var body = Saved(List) is { } saved ? JsonNode.Parse(saved.GetRawText())!.AsObject() : [];
        if (body[List] is not JsonArray all) body[List] = all = [];
        var own = ReadBoxes.Object(Typed, Fields, "");
        if (At is not { } at) all.Add(own);
        else
        {
            if (all[at]!["id"] is { } id) own["id"] = id.DeepClone();
            all[at] = own;
        }

        return body;
    }

    private async Task<IActionResult> SavedAsync(Guid id)
    {
        await KeepAsync(id, null);
        return Redirect(Back);
    }

    private async Task<IActionResult> FaultyAsync(Guid id, ImmutableArray<FieldFault> faults)
    {
        await KeepAsync(id, Typed);
        return Again(faults);
    }

    // Who was added or left out does not wait again because of what comes late.
    private Task KeepAsync(Guid id, Typed? typed) => KeptAs switch
    {
        null => Task.CompletedTask,
        var page => Use<KeepTyped>().RunAsync(Who, id, page, typed?.Boxes, mayBegin: !IsWaiting(page), Stopping),
    };
}
