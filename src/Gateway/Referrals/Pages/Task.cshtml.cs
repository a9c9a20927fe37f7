using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Disclosure;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>One task as one page. It is saved by the handler that an agency's system uses; what does not hold yet stays typed, and is kept.</summary>
internal sealed class TaskModel : DraftPage
{
    /// <summary>The pages by their address: the task that each saves, and its title. The household is the first page of the adults.</summary>
    public static readonly FrozenDictionary<string, (string Task, string Title)> Pages = new Dictionary<string, (string, string)>
    {
        ["household"] = ("adults", "The household"),
        ["worries"] = ("worries", "What worries you"),
        ["family"] = ("family", "What the family knows"),
        ["history"] = ("history", "History and other agencies"),
        ["referrer"] = ("referrer", "How to reach you"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public string Name { get; private set; } = "";

    public string Title => Pages[Name].Title;

    /// <summary>Something is shown that was typed and not saved.</summary>
    public bool IsKept { get; private set; }

    public BoxPage Form => Boxes(Pages[Name].Task, Fields, Typed) with { Added = Added };

    /// <summary>Files are added where what others have done is told of.</summary>
    public bool HasFiles => Name == FilesOfForm.Task;

    public string Encoding => HasFiles ? "multipart/form-data" : "application/x-www-form-urlencoded";

    internal SayAttachments Files => SayAttachments.Of(Draft, this);

    internal ImmutableArray<FieldFault> FileFaults => [.. Faults.Where(fault => fault.Field == FilesOfForm.Input)];

    /// <summary>What was sent stays.</summary>
    public bool TakesOut => Draft.Referral.SentAt is null;

    private string? Added { get; set; }

    private Typed Typed { get; set; } = Typed.None;

    private ImmutableArray<FormField> Fields => [.. ReferralForm.Tasks[Pages[Name].Task].Fields.Where(one => one.Name != "adults")];

    public async Task<IActionResult> OnGetAsync(Guid id, string task)
    {
        if (await ReadyAsync(id, task) is { } other) return other;
        if (await Use<KeepTyped>().ReadAsync(id, Name, HttpContext.RequestAborted) is { } kept) (Typed, IsKept) = (Typed.Kept(kept), true);
        else if (Saved(Pages[Name].Task) is { } saved) Typed = Typed.Of(saved, Fields);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string task)
    {
        if (await ReadyAsync(id, task) is { } other) return other;
        Typed = Typed.From(Request.Form, Fields);
        var pressed = Request.Form["do"].ToString().Split(' ');
        if (pressed is ["remove", var from, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row)) Typed = Typed.WithoutRow(from, row);
        foreach (var rows in Fields.OfType<FormField.Rows>()) Typed = Typed.WithoutEmptyRows(rows);
        if (await FilesAsync(id, pressed) is { } files) return files;
        if (pressed is ["add" or "remove", var list, ..] && Fields.OfType<FormField.Rows>().FirstOrDefault(rows => rows.Name == list) is { } changed) return await ChangedAsync(pressed[0] == "add", changed);
        return await Use<SaveTask>().RunAsync(Who, id, Pages[Name].Task, ReadBoxes.Element(Body()), Stopping) switch
        {
            TaskSaved.Saved => await SavedAsync(id),
            TaskSaved.Faulty(var faults) => await FaultyAsync(id, FaultsOnPage.Of(faults, "", Fields, Typed)),
            TaskSaved.NotFound => NotFound(),
            TaskSaved.SentBefore => Redirect(Here),
            _ => await FaultyAsync(id, [new FieldFault("main-content", ReferralProblems.MovedOn.Detail)]),
        };
    }

    /// <summary>What stands in the boxes now: a script sends it while somebody types.</summary>
    public async Task<IActionResult> OnPostKeepAsync(Guid id, string task)
    {
        if (await ReadyAsync(id, task) is { } other) return other;
        await Use<KeepTyped>().RunAsync(Who, id, Name, Typed.From(Request.Form, Fields).Boxes, Stopping);
        return StatusCode(StatusCodes.Status204NoContent);
    }

    private async Task<IActionResult?> ReadyAsync(Guid id, string task)
    {
        if (!Pages.ContainsKey(task)) return NotFound();
        Name = task;
        return await OpenAsync(id);
    }

    // None where it goes on as it does without files. What stands in the boxes stays there meanwhile.
    private async Task<IActionResult?> FilesAsync(Guid id, string[] pressed)
    {
        var received = FilesOfForm.Of(HttpContext);
        if (!received.Faults.IsEmpty) return await FaultyAsync(id, received.Faults);
        if (pressed is ["files"] && received.Chosen == 0) return await FaultyAsync(id, [new FieldFault(FilesOfForm.Input, AttachmentWords.NoFile)]);
        if (pressed is ["take-out", var which] && Guid.TryParse(which, out var attachment)) await Use<RemoveAttachment>().RunAsync(Who, id, attachment, Stopping);
        else if (pressed is not ["files"]) return null;
        var saved = Saved(FilesOfForm.Task) is { } before ? JsonNode.Parse(before.GetRawText()) : new JsonObject();
        await Use<KeepTyped>().RunAsync(Who, id, Name, JsonNode.DeepEquals(Body(), saved) ? null : Typed.Boxes, Stopping);
        return Redirect($"{Here}/tasks/{Name}#files-part");
    }

    // Adults are kept on pages of their own.
    private JsonObject Body()
    {
        var body = ReadBoxes.Object(Typed, Fields, "");
        if (Name == "household" && Saved("adults") is { } before && before.TryGetProperty("adults", out var adults)) body["adults"] = JsonNode.Parse(adults.GetRawText());
        return body;
    }

    // The rows in which something stands are one after the other already: a new one comes last.
    private async Task<IActionResult> ChangedAsync(bool adds, FormField.Rows rows)
    {
        if (adds && Typed.Rows(rows.Name) is var next && next < rows.Most)
        {
            Typed.Set($"{rows.Name}-{next}-{rows.Fields[0].Name}", "");
            Added = rows.Name;
        }

        await Use<KeepTyped>().RunAsync(Who, Draft.Referral.Id, Name, Typed.Boxes, Stopping);
        return Page();
    }

    private async Task<IActionResult> SavedAsync(Guid id)
    {
        await Use<KeepTyped>().RunAsync(Who, id, Name, null, Stopping);
        return Redirect(Name == "household" ? $"{Here}/adults" : TaskListAddress);
    }

    private async Task<IActionResult> FaultyAsync(Guid id, ImmutableArray<FieldFault> faults)
    {
        await Use<KeepTyped>().RunAsync(Who, id, Name, Typed.Boxes, Stopping);
        return Again(faults);
    }
}
