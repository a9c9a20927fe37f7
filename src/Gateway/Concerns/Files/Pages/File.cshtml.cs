using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Concerns.Pages;
using Gateway.Disclosure;
using Gateway.Referrals.Form;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Files.Pages;

/// <summary>One pupil's file: to the new school all of it, with one button to say that they have it; to the old one how it stands, and whom to ring.</summary>
internal sealed class FileModel : ConcernPage
{
    internal FileSeen.Shown Seen { get; private set; } = null!;

    internal SchoolFile Sent => Seen.File;

    public string Here => $"/school-files/{Sent.Id}";

    internal JsonElement Copied => Seen.Content;

    internal FormPart Pupil => new(Copied.GetProperty("pupil"), Today);

    internal IEnumerable<JsonElement> Concerns => Copied.GetProperty("concerns").EnumerateArray();

    /// <summary>The other school, while nobody has it.</summary>
    internal ImmutableArray<RingAnswer> Ring => Sent.ReceivedAt is null && Use<Register>().Agencies.GetValueOrDefault(Seen.Whole ? Sent.From : Sent.To) is { } other
        ? [Use<WhomToRing>().Line("About this file", other.Telephones)] : [];

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id) => await Use<ReceiveFile>().RunAsync(Who, id, Stopping) switch
    {
        FileDone.Done => Redirect($"/school-files/{id}"),
        FileDone.Closed => Closed(),
        _ => NotFound(),
    };

    internal static string Named(FormPart pupil) => string.Join(' ', new[] { pupil.Text("firstName"), pupil.Text("lastName") }.OfType<string>());

    internal static string Stands(SchoolFile file) => file switch
    {
        { ReceivedAt: { } at } => $"{file.ReceivedByName ?? file.ReceivedBy} has it, {Clock.DayAndTime(at)}",
        { Chased: > 0 } => "Nobody says that they have it. Both schools were told again",
        _ => "Nobody says yet that they have it",
    };

    private async Task<IActionResult?> ReadAsync(Guid id)
    {
        switch (await Use<ReadFiles>().OneAsync(Who, id, HttpContext.RequestAborted))
        {
            case FileSeen.Shown seen:
                Seen = seen;
                return null;
            case FileSeen.NotFound: return NotFound();
            default: return Closed();
        }
    }
}
