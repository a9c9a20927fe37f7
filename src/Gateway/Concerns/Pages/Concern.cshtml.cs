using System.Text.Json;
using Gateway.Concerns.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>One concern: to its author that it was received and who read it, with their own words; to a lead everything; of an allegation everything to who receives it.</summary>
internal sealed class ConcernModel : SeenPage
{
    public string Title => Seen.Part switch
    {
        ConcernPart.Author => "Your concern",
        ConcernPart.Receiver => "An allegation about staff",
        _ => "A concern",
    };

    public async Task<IActionResult> OnGetAsync(Guid id) => await ReadAsync(id) ?? Page();

    internal JsonElement Open(ConcernNote note) => Use<SealConcerns>().Open(note);
}
